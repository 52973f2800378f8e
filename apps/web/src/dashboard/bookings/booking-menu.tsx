import type { Booking } from '@rendez/contract'
import { useNavigate } from '@tanstack/react-router'
import { CalendarClock, Ellipsis, Mail, PanelRight, X } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuAction } from '../../ui/menu.tsx'
import { canBeMoved } from './can-be-moved.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { RescheduleDialog } from './reschedule-dialog.tsx'

/** What can be done with a booking from the list. */
export function BookingMenu({ booking }: { booking: Booking }) {
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'cancel' | 'reschedule' | null>(null)
  const close = () => setAsking(null)
  const showDetails = () =>
    void navigate({
      to: '/app/bookings/$bookingId',
      params: { bookingId: booking.id },
      search: (search) => search,
    })
  const label = `Actions for ${booking.meetingType.name} with ${booking.inviteeName}`
  return (
    <div className="booking-row-menu">
      <Menu label={label} trigger={<IconButton icon={Ellipsis} label={label} />}>
        <MenuAction icon={PanelRight} label="Details" onAction={showDetails} />
        <MenuAction icon={Mail} label="Write a mail" href={`mailto:${booking.inviteeEmail}`} />
        {canBeMoved(booking) && (
          <MenuAction
            icon={CalendarClock}
            label="Reschedule"
            onAction={() => setAsking('reschedule')}
          />
        )}
        {booking.changeable && (
          <MenuAction icon={X} label="Cancel" isDangerous onAction={() => setAsking('cancel')} />
        )}
      </Menu>
      <CancelDialog booking={booking} isOpen={asking === 'cancel'} onClose={close} />
      <RescheduleDialog booking={booking} isOpen={asking === 'reschedule'} onClose={close} />
    </div>
  )
}
