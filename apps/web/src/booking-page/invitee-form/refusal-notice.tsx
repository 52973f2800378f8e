import type { TimeView } from '../../lib/format-time.ts'
import type { Refusal } from '../api/refusal.ts'
import { LinkButton } from '../parts/link-button.tsx'
import { Notice } from '../parts/notice.tsx'
import { Alternatives } from './alternatives.tsx'

/** What happened, in words, and whether another time mends it. */
function describe(refusal: Refusal, hasAlternatives: boolean): { text: string; mend: boolean } {
  switch (refusal.code) {
    case 'SLOT_UNAVAILABLE':
      return {
        text: hasAlternatives
          ? 'This time was just taken. These are free:'
          : 'This time was just taken. Please pick another one.',
        mend: true,
      }
    case 'INVALID_TIME_SLOT':
      return { text: 'This time is no longer offered. Please pick another one.', mend: true }
    case 'MAX_BOOKINGS_REACHED':
      return { text: 'This day is fully booked. Please pick another day.', mend: true }
    case 'MEETING_TYPE_INACTIVE':
    case 'NOT_FOUND':
      return { text: 'This meeting cannot be booked at the moment.', mend: false }
    case 'VALIDATION_ERROR':
      return { text: 'Almost there: please look at the marked fields.', mend: false }
    case 'OFFLINE':
      return {
        text: 'We could not reach the server. What you typed is still here; when you try again, nothing is booked twice.',
        mend: false,
      }
    default:
      return { text: refusal.message, mend: false }
  }
}

/** Why the booking did not go through and what to do now. Nothing that was typed is lost. */
export function RefusalNotice(props: {
  refusal: Refusal
  view: TimeView
  onChoose(start: number): void
  onOtherTimes(): void
}) {
  const { refusal, view, onChoose, onOtherTimes } = props
  const starts = (refusal.alternatives ?? []).map(({ startTime }) => Date.parse(startTime))
  const { text, mend } = describe(refusal, starts.length > 0)
  const kind = mend ? 'warning' : 'danger'
  return (
    <Notice kind={kind} role="alert">
      <p className="font-medium">{text}</p>
      {starts.length > 0 && <Alternatives starts={starts} view={view} onChoose={onChoose} />}
      {mend && (
        <LinkButton
          name="time"
          value=""
          onClick={onOtherTimes}
          className="mt-2 min-h-8 font-medium underline underline-offset-4"
        >
          See all free times
        </LinkButton>
      )}
    </Notice>
  )
}
