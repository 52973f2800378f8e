import type { Booking } from '@rendez/contract'
import { CalendarClock, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { formatDay, formatTime, formatTimeRange } from '../../lib/format-time.ts'
import { timeZoneCity } from '../../lib/time-zone-city.ts'
import { Button } from '../../ui/button.tsx'
import { placeDetail, placeKinds } from '../meeting-types/place-kind.ts'
import { useTimeView } from '../use-profile.ts'
import { canBeMoved } from './can-be-moved.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { RescheduleDialog } from './reschedule-dialog.tsx'

const Detail = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="text-sm text-muted">{name}</dt>
    <dd className="mt-0.5 break-words">{children}</dd>
  </div>
)

/** Everything about one booking, and what can still be done with it. */
export function BookingDetails({ booking }: { booking: Booking }) {
  const { meetingType, cancellation } = booking
  return (
    <div className="grid grid-cols-1 gap-6">
      <h3 className="flex items-center gap-2.5 text-xl">
        <span
          aria-hidden
          className="size-3 shrink-0 rounded-full"
          style={{ background: meetingType.color }}
        />
        {meetingType.name}
      </h3>
      {cancellation !== null && (
        <p className="rounded-control bg-danger-soft px-3.5 py-3 text-sm">
          <strong className="font-semibold text-danger-ink">
            Cancelled by {cancellation.by === 'host' ? 'you' : booking.inviteeName}
          </strong>
          {cancellation.reason !== '' && (
            <span className="mt-1 block whitespace-pre-line">“{cancellation.reason}”</span>
          )}
        </p>
      )}
      <BookingFacts booking={booking} />
      {booking.changeable && <BookingActions booking={booking} />}
    </div>
  )
}

function BookingFacts({ booking }: { booking: Booking }) {
  const view = useTimeView()
  const [start, end] = [Date.parse(booking.startTime), Date.parse(booking.endTime)]
  const { inviteeName, inviteeEmail, inviteePhone, inviteeTimeZone, location } = booking
  const theirs = { ...view, timeZone: inviteeTimeZone }
  return (
    <dl className="grid grid-cols-1 gap-4">
      <Detail name="When">
        <time dateTime={booking.startTime} className="block font-medium">
          {formatDay(start, view)}, {formatTimeRange(start, end, view)}
        </time>
        <span className="text-muted">{timeZoneCity(view.timeZone)}</span>
      </Detail>
      <Detail name="Who">
        <span className="block font-medium">{inviteeName}</span>
        <a href={`mailto:${inviteeEmail}`} className="text-link break-all">
          {inviteeEmail}
        </a>
        {inviteePhone !== null && (
          <a href={`tel:${inviteePhone}`} className="text-link block">
            {inviteePhone}
          </a>
        )}
      </Detail>
      {inviteeTimeZone !== view.timeZone && (
        <Detail name="For your guest">
          {formatDay(start, theirs)}, {formatTime(start, theirs)}
          <span className="block text-muted">{timeZoneCity(inviteeTimeZone)}</span>
        </Detail>
      )}
      <Detail name={placeKinds[location.kind].label}>
        {location.kind === 'link' ? (
          <a href={location.url} target="_blank" rel="noreferrer" className="text-link break-all">
            {location.url}
          </a>
        ) : (
          placeDetail(location)
        )}
      </Detail>
      {booking.notes !== '' && (
        <Detail name="Notes">
          <span className="whitespace-pre-line">{booking.notes}</span>
        </Detail>
      )}
      <Detail name="Booked">{formatDay(Date.parse(booking.createdAt), view)}</Detail>
    </dl>
  )
}

function BookingActions({ booking }: { booking: Booking }) {
  const [asking, setAsking] = useState<'cancel' | 'reschedule' | null>(null)
  const close = () => setAsking(null)
  return (
    <div className="flex flex-wrap gap-2 border-t border-line pt-5">
      {canBeMoved(booking) ? (
        <Button onPress={() => setAsking('reschedule')}>
          <CalendarClock aria-hidden className="size-4" />
          Reschedule
        </Button>
      ) : (
        <p className="basis-full text-sm text-muted">
          This meeting type is deleted: the booking stands, but cannot be moved.
        </p>
      )}
      <Button variant="quiet" onPress={() => setAsking('cancel')} className="text-danger-ink">
        <X aria-hidden className="size-4" />
        Cancel
      </Button>
      <CancelDialog booking={booking} isOpen={asking === 'cancel'} onClose={close} />
      <RescheduleDialog booking={booking} isOpen={asking === 'reschedule'} onClose={close} />
    </div>
  )
}
