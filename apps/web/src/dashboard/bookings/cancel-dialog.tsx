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
import { TextArea } from '../../ui/text-area.tsx'
import { useTimeView } from '../use-profile.ts'
import { useBookingChanged } from './use-booking-changed.ts'

type Props = { booking: Booking; isOpen: boolean; onClose: () => void }

/** Asks for a reason and says what cancelling does before it is done. */
export function CancelDialog({ booking, isOpen, onClose }: Props) {
  return (
    <Dialog
      title={`Cancel ${booking.meetingType.name}?`}
      role="alertdialog"
      isOpen={isOpen}
      onClose={onClose}
    >
      <CancelForm booking={booking} onClose={onClose} />
    </Dialog>
  )
}

function CancelForm({ booking, onClose }: Omit<Props, 'isOpen'>) {
  const view = useTimeView()
  const [reason, setReason] = useState('')
  const changed = useBookingChanged()
  const cancel = api.bookings.cancel.useMutation({
    onSuccess: async (cancelled) => {
      await changed(cancelled)
      notify.success(`Cancelled. ${booking.inviteeName} is told by mail.`)
      onClose()
      catchFocus(focusFallback)
    },
  })
  const start = Date.parse(booking.startTime)
  return (
    <>
      <p className="mt-2 text-muted">
        {formatDay(start, view)} at {formatTime(start, view)} becomes free again.{' '}
        <strong className="font-medium text-ink">{booking.inviteeName}</strong> gets a mail with
        your reason and a link to pick another time. This cannot be undone.
      </p>
      <div className="mt-5 grid grid-cols-1 gap-4">
        <FormMessage>
          {cancel.error === null ? null : readApiError(cancel.error).message}
        </FormMessage>
        <TextArea
          label="Reason"
          optional
          value={reason}
          onChange={setReason}
          maxLength={500}
          autoFocus
        />
      </div>
      <DialogActions>
        <Button onPress={onClose}>Keep it</Button>
        <Button
          variant="danger"
          isPending={cancel.isPending}
          onPress={() => cancel.mutate({ id: booking.id, reason })}
        >
          Cancel the booking
        </Button>
      </DialogActions>
    </>
  )
}
