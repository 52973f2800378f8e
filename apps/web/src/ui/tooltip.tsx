import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'

/** Names what a control without visible text does; the control carries the same as its label. */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={50}>
      {children}
      <AriaTooltip
        offset={6}
        className="max-w-64 rounded-control bg-ink px-2 py-1 text-xs text-canvas"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
