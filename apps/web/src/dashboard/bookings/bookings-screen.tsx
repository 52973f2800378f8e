import { Link, Outlet, useNavigate, useSearch } from '@tanstack/react-router'
import { timeZoneCity } from '../../lib/time-zone-city.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { useTimeView } from '../use-profile.ts'
import { BookingSearchField } from './booking-search-field.tsx'
import { BookingsList } from './bookings-list.tsx'
import { type BookingsShown, readBookingsSearch } from './bookings-search.ts'

const tabs = [
  { value: 'upcoming', label: 'Upcoming' },
  { value: 'past', label: 'Past' },
  { value: 'cancelled', label: 'Cancelled' },
] as const

/** Everything that was booked with the host, by day. */
export function BookingsScreen() {
  const { show = 'upcoming', search = '' } = useSearch({ from: '/host/shell/app/bookings' })
  const navigate = useNavigate()
  const { timeZone, timeFormat } = useTimeView()
  const setSearch = (next: { show: BookingsShown; search: string }) =>
    void navigate({ to: '/app/bookings', search: readBookingsSearch(next), replace: true })
  return (
    <>
      <PageHeader
        title="Bookings"
        description={
          <>
            Times in {timeZoneCity(timeZone)}, on a {timeFormat === '12h' ? '12' : '24'}-hour clock.{' '}
            <Link to="/app/profile" className="text-link">
              Change
            </Link>
          </>
        }
      />
      <Tabs
        label="Bookings"
        choices={tabs}
        value={show}
        onChange={(value) => setSearch({ show: value, search })}
        aside={
          <BookingSearchField
            value={search}
            onChange={(text) => setSearch({ show, search: text })}
          />
        }
      >
        <BookingsList show={show} search={search} />
      </Tabs>
      <Outlet />
    </>
  )
}
