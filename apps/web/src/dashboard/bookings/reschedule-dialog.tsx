import type { Booking } from '@rendez/contract'
import { useState } from 'react'
import { api } from '../../lib/api-client.ts'
import { formatDay, formatTime } from '../../lib/format-time.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { Button } from '../../ui/button.tsx'
import { catchFocus, focusFallback } from '../../ui/catch-focus.ts'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { notify } from '../../ui/notify.ts'
import { useTimeView } from '../use-profile.ts'
import { SlotPicker } from './slot-picker.tsx'
import { useBookingChanged } from './use-booking-changed.ts'

type Props = { booking: Booking; isOpen: boolean; onClose: () => void }

/** Moves a booking to another free time; it stays the same booking. */
export function RescheduleDialog({ booking, isOpen, onClose }: Props) {
  return (
    <Dialog
      title={`Reschedule ${booking.meetingType.name}`}
      size="medium"
      isOpen={isOpen}
      onClose={onClose}
    >
      <RescheduleForm booking={booking} onClose={onClose} />
    </Dialog>
  )
}

function useReschedule({ booking, onClose }: Omit<Props, 'isOpen'>) {
  const utils = api.useUtils()
  const changed = useBookingChanged()
  return api.bookings.reschedule.useMutation({
    onSuccess: async (moved) => {
      await changed(moved)
      notify.success(`Moved. ${booking.inviteeName} is told by mail.`)
      onClose()
      catchFocus(focusFallback)
    },
    onError: () => void utils.availability.slots.invalidate(),
  })
}

function RescheduleForm(props: Omit<Props, 'isOpen'>) {
  const { booking, onClose } = props
  const view = useTimeView()
  const [startTime, setStartTime] = useState<string | null>(null)
  const reschedule = useReschedule(props)
  const now = Date.parse(booking.startTime)
  const next = startTime === null ? null : Date.parse(startTime)
  return (
    <>
      <p className="mt-1 text-muted">
        With {booking.inviteeName}, now on {formatDay(now, view)} at {formatTime(now, view)}.
      </p>
      <div className="mt-5 grid grid-cols-1 gap-4">
        <FormMessage>
          {reschedule.error === null ? null : readApiError(reschedule.error).message}
        </FormMessage>
        <SlotPicker
          meetingTypeId={booking.meetingType.id}
          value={startTime}
          onChange={setStartTime}
        />
        {next !== null && (
          <p aria-live="polite">
            New time:{' '}
            <strong className="font-semibold">
              {formatDay(next, view)}, {formatTime(next, view)}
            </strong>
            . Your guest gets a mail with the change.
          </p>
        )}
      </div>
      <DialogActions>
        <Button onPress={onClose}>Keep the time</Button>
        <Button
          variant="primary"
          isDisabled={startTime === null}
          isPending={reschedule.isPending}
          onPress={() => {
            if (startTime === null) return
            reschedule.mutate({ id: booking.id, startTime, version: booking.version })
          }}
        >
          Reschedule
        </Button>
      </DialogActions>
    </>
  )
}
