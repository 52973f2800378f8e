import type { Booking } from '@rendez/contract'
import type { ReactNode } from 'react'
import type { View } from '../page-model.ts'
import { MeetingTime } from '../parts/meeting-time.tsx'
import { placeAddress, placeInWords } from '../parts/place.tsx'

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="gap-4 py-3 sm:grid sm:grid-cols-[7rem_minmax(0,1fr)]">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

function Place({ location }: { location: Booking['location'] }) {
  const address = placeAddress(location)
  if (location.kind === 'link') {
    return (
      <a href={address} target="_blank" rel="noopener noreferrer" className="text-link">
        {address}
      </a>
    )
  }
  return (
    <>
      <span className="block">{address}</span>
      <span className="block text-muted text-sm">{placeInWords(location.kind)}</span>
    </>
  )
}

/** What was booked, when in both zones, where, and with whom. */
export function BookingDetails({ booking, view }: { booking: Booking; view: View }) {
  const { host, meetingType, location, notes } = booking
  const start = Date.parse(booking.startTime)
  const end = Date.parse(booking.endTime)
  return (
    <dl className="divide-y divide-line border-line border-y">
      <Row label="What">
        <span className="font-semibold">{meetingType.name}</span> with {host.displayName}
      </Row>
      <Row label="When">
        <div className={booking.status === 'cancelled' ? 'line-through' : ''}>
          <MeetingTime start={start} end={end} view={view} />
        </div>
      </Row>
      {booking.status === 'confirmed' && host.timeZone !== view.timeZone && (
        <Row label={`For ${host.displayName}`}>
          <MeetingTime start={start} end={end} view={{ ...view, timeZone: host.timeZone }} />
        </Row>
      )}
      <Row label="Where">
        <Place location={location} />
      </Row>
      <Row label="Booked by">
        <span className="block">{booking.inviteeName}</span>
        <span className="block text-muted text-sm">{booking.inviteeEmail}</span>
        {booking.inviteePhone !== null && (
          <span className="block text-muted text-sm">{booking.inviteePhone}</span>
        )}
      </Row>
      {notes !== '' && (
        <Row label="Notes">
          <span className="whitespace-pre-line">{notes}</span>
        </Row>
      )}
    </dl>
  )
}
