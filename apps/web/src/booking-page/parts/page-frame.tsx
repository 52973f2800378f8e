import type { ReactNode } from 'react'

const widths = { wide: 'max-w-[62.5rem]', narrow: 'max-w-[38rem]' }

/** One card on the canvas; on a phone it is the whole page. */
export function PageFrame(props: { width: keyof typeof widths; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center sm:px-4 sm:pt-[max(1.5rem,8vh)]">
      <main
        className={`w-full ${widths[props.width]} border-line bg-surface max-sm:flex-1 sm:rounded-card sm:border`}
      >
        {props.children}
      </main>
      <footer className="py-6 text-center text-muted text-xs">
        Scheduling by <span className="font-semibold">Rendez</span>
      </footer>
    </div>
  )
}
