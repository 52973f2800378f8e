import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const kinds = {
  info: { ground: 'bg-hover text-ink', Icon: Info },
  success: { ground: 'bg-success-soft text-success-ink', Icon: CircleCheck },
  warning: { ground: 'bg-warning-soft text-warning-ink', Icon: TriangleAlert },
  danger: { ground: 'bg-danger-soft text-danger-ink', Icon: TriangleAlert },
}

/** Something that the guest should know, beside what they are doing. `alert` is read out at once. */
export function Notice(props: {
  kind: keyof typeof kinds
  role?: 'alert' | 'status'
  children: ReactNode
}) {
  const { ground, Icon } = kinds[props.kind]
  return (
    <div role={props.role} className={`flex gap-2.5 rounded-control px-3 py-2.5 text-sm ${ground}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">{props.children}</div>
    </div>
  )
}
