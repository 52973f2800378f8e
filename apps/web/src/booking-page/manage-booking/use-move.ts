import type { Booking } from '@rendez/contract'
import { useMemo, useState } from 'react'
import { browserSlotSource } from '../api/browser-slot-source.ts'
import { getBooking, type ManageKey, rescheduleBooking } from '../api/manage-booking.ts'
import type { Refusal } from '../api/refusal.ts'
import type { ManageStage, View } from '../page-model.ts'
import { useSlotPicker } from '../pick-slot/use-slot-picker.ts'
import { useTakenCheck } from '../pick-slot/use-taken-check.ts'
import { monthOf } from '../visit/open-move.ts'

const requestOf = ({ version }: Booking, { timeZone, timeFormat }: View, start: number) => ({
  startTime: new Date(start).toISOString(),
  inviteeTimeZone: timeZone,
  inviteeTimeFormat: timeFormat,
  version,
})

/** Picking another time for a booking and moving it there. */
export function useMove(move: {
  booking: Booking
  manageKey: ManageKey
  view: View
  stage: Extract<ManageStage, { mode: 'move' }>
  onMoved(booking: Booking): void
  onChanged(booking: Booking): void
}) {
  const { booking, manageKey, view, stage, onMoved, onChanged } = move
  const { opening } = stage
  const { meetingType } = booking
  const source = useMemo(() => browserSlotSource(meetingType.id), [meetingType.id])
  const picker = useSlotPicker({
    source,
    timeZone: view.timeZone,
    choice: opening ?? { month: monthOf(booking, view.timeZone), date: null, start: null },
    first: opening,
    followFirst: false,
  })
  const [isConfirming, setConfirming] = useState(picker.start !== null)
  const [startIsGone, setStartIsGone] = useState(opening !== null && opening.goneStart !== null)
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(stage.refusal)

  const backToTimes = () => {
    setConfirming(false)
    setRefusal(null)
  }
  const chooseStart = (start: number) => {
    setStartIsGone(false)
    setRefusal(null)
    picker.chooseStart(start)
  }
  useTakenCheck(meetingType.id, picker.start, () => {
    picker.refresh()
    picker.chooseStart(null)
    setStartIsGone(true)
    backToTimes()
  })
  const send = async () => {
    if (picker.start === null || isSending) return
    setSending(true)
    setRefusal(null)
    const answer = await rescheduleBooking(manageKey, requestOf(booking, view, picker.start))
    setSending(false)
    if (answer.ok) return onMoved(answer.value)
    setRefusal(answer.refusal)
    picker.refresh()
    if (answer.refusal.code !== 'VERSION_CONFLICT') return
    // Somebody changed it meanwhile: what they made of it is what there is to see now.
    const latest = await getBooking(manageKey)
    if (latest.ok) onChanged(latest.value)
  }
  return {
    picker: { ...picker, chooseStart },
    isConfirming,
    startIsGone,
    isSending,
    refusal,
    openConfirm: () => setConfirming(true),
    backToTimes,
    send,
  }
}
