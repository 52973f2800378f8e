import type { Booking } from '@rendez/contract'
import { CalendarCheck, CalendarDays, CalendarX } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { BookingDetails } from '../confirmation/booking-details.tsx'
import type { ManageStage, View } from '../page-model.ts'
import { Notice } from '../parts/notice.tsx'
import { TimeNotices } from '../parts/time-notices.tsx'
import { headlineOf, type JustDone } from './headline.ts'

const moods = {
  good: { Icon: CalendarCheck, look: 'bg-success-soft text-success-ink' },
  plain: { Icon: CalendarDays, look: 'bg-accent-soft text-accent-ink' },
  off: { Icon: CalendarX, look: 'bg-pressed text-ink' },
}

/** After something was done, the heading that says so takes the focus. */
function Headline({ booking, justDone }: { booking: Booking; justDone: JustDone }) {
  const { mood, title, text } = headlineOf(booking, justDone)
  const { Icon, look } = moods[mood]
  const headingRef = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (justDone !== null) headingRef.current?.focus()
  }, [justDone])
  return (
    <div className="mb-6">
      <span className={`mb-4 flex size-11 items-center justify-center rounded-full ${look}`}>
        <Icon aria-hidden className="size-5" />
      </span>
      <h1 ref={headingRef} tabIndex={-1} className="text-2xl outline-none">
        {title}
      </h1>
      <p className="mt-1 text-muted">{text}</p>
    </div>
  )
}

/** A booking as its guest sees it; what can be done with it stands below as `children`. */
export function BookingCard(props: {
  booking: Booking
  justDone: JustDone
  /** Why the guest sees it as it is now, instead of what they asked for. */
  refusal: ManageStage['refusal']
  view: View
  now: number
  children?: ReactNode
}) {
  const { booking, justDone, refusal, view, now, children } = props
  const { cancellation, changeable, host } = booking
  const reason = cancellation?.reason ?? ''
  return (
    <div className="p-5 sm:p-8">
      <Headline booking={booking} justDone={justDone} />
      {refusal !== null && (
        <div className="mb-6">
          <Notice kind="warning" role="alert">
            {refusal.message}
          </Notice>
        </div>
      )}
      {reason !== '' && (
        <blockquote className="mb-6 whitespace-pre-line border-line-strong border-l-2 pl-4">
          {reason}
        </blockquote>
      )}
      <BookingDetails booking={booking} view={view} />
      {changeable && (
        <TimeNotices
          start={Date.parse(booking.startTime)}
          end={Date.parse(booking.endTime)}
          now={now}
          view={view}
          hostTimeZone={host.timeZone}
        />
      )}
      {children}
    </div>
  )
}
