import type { ReactNode } from 'react'
import { type MeetingFacts, MeetingPanel } from './meeting-panel.tsx'

/** The card of everything that has to do with a slot: who and what at the left, the rest beside it. */
export function SlotShell(props: {
  meeting: MeetingFacts
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="grid lg:grid-cols-[17.5rem_minmax(0,1fr)]">
      <div className="border-line border-b p-5 sm:p-7 lg:border-r lg:border-b-0">
        <MeetingPanel meeting={props.meeting}>{props.aside}</MeetingPanel>
      </div>
      <div className="min-w-0 p-4 sm:p-7">{props.children}</div>
    </div>
  )
}
