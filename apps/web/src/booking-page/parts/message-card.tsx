import { CalendarX } from 'lucide-react'
import type { ReactNode } from 'react'

/** One thing to say and, as `children`, what to do about it. */
export function MessageCard(props: { title: string; text: string; children?: ReactNode }) {
  return (
    <div role="alert" className="p-6 py-12 text-center sm:p-14">
      <span className="mx-auto mb-4 flex size-11 items-center justify-center rounded-full bg-pressed">
        <CalendarX aria-hidden className="size-5" />
      </span>
      <h1 className="text-xl">{props.title}</h1>
      <p className="mx-auto mt-1 max-w-[40ch] text-muted">{props.text}</p>
      {props.children !== undefined && <div className="mt-6">{props.children}</div>}
    </div>
  )
}
