import type { Booking } from '@rendez/contract'
import { Link } from '@tanstack/react-router'
import { formatTimeRange } from '../../lib/format-time.ts'
import { placeKinds } from '../meeting-types/place-kind.ts'
import { useTimeView } from '../use-profile.ts'
import { BookingMenu } from './booking-menu.tsx'

/** One line: when, what, who, where; the whole of it leads to the details. */
export function BookingRow({ booking }: { booking: Booking }) {
  const view = useTimeView()
  const { meetingType, startTime, endTime, inviteeName, location, status } = booking
  const { icon: PlaceIcon, label: place } = placeKinds[location.kind]
  return (
    <li className="booking-row">
      <time dateTime={startTime} className="booking-row-time">
        {formatTimeRange(Date.parse(startTime), Date.parse(endTime), view)}
      </time>
      <Link
        to="/app/bookings/$bookingId"
        params={{ bookingId: booking.id }}
        search={(search) => search}
        className="booking-row-title"
      >
        <span
          aria-hidden
          className="size-2.5 shrink-0 rounded-full"
          style={{ background: meetingType.color }}
        />
        <span
          className={`truncate ${status === 'cancelled' ? 'line-through decoration-muted' : ''}`}
        >
          {meetingType.name}
        </span>
      </Link>
      <span className="booking-row-who">{inviteeName}</span>
      <span className="booking-row-place">
        <PlaceIcon aria-hidden className="size-4 shrink-0" />
        <span className="truncate">{place}</span>
      </span>
      <BookingMenu booking={booking} />
    </li>
  )
}
