import { useId } from 'react'
import { BookingRow } from './booking-row.tsx'
import type { DayOfBookings } from './group-by-day.ts'

export function DayOfBookingsList({ day }: { day: DayOfBookings }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2.5 flex items-baseline gap-2 text-base">
        {day.heading}
        {day.dateText !== null && (
          <span className="text-sm font-normal text-muted">{day.dateText}</span>
        )}
      </h2>
      <ul className="card divide-y divide-line">
        {day.bookings.map((booking) => (
          <BookingRow key={booking.id} booking={booking} />
        ))}
      </ul>
    </section>
  )
}
