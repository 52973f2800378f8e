import { CalendarDays } from 'lucide-react'
import type { View } from '../page-model.ts'
import { MeetingTime } from './meeting-time.tsx'
import { TimeNotices } from './time-notices.tsx'

/** The time that the visitor chose, beside who and what, and what is worth a second look. */
export function ChosenTime(props: {
  start: number
  end: number
  now: number
  view: View
  hostTimeZone: string
}) {
  return (
    <>
      <div className="mt-4 flex gap-2.5">
        <CalendarDays aria-hidden className="mt-1 size-4 shrink-0 text-muted" />
        <p>
          <MeetingTime start={props.start} end={props.end} view={props.view} />
        </p>
      </div>
      <TimeNotices {...props} />
    </>
  )
}
