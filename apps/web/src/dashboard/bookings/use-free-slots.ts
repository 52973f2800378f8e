import { localDate, Temporal } from '@rendez/core'
import { api } from '../../lib/api-client.ts'
import { addMonths } from '../../lib/month.ts'

const startOfMonth = (month: string, timeZone: string) =>
  Temporal.PlainDate.from(`${month}-01`).toZonedDateTime(timeZone).toInstant().toString()

/** The free starts of a month ('YYYY-MM'), by their date in `timeZone`. */
export function useFreeSlots(meetingTypeId: string, month: string, timeZone: string) {
  const slots = api.availability.slots.useQuery({
    meetingTypeId,
    from: startOfMonth(month, timeZone),
    to: startOfMonth(addMonths(month, 1), timeZone),
    timeZone,
  })
  const starts = slots.data?.slots.map(({ startTime }) => startTime) ?? []
  const byDate = Map.groupBy(starts, (startTime) => localDate(Date.parse(startTime), timeZone))
  return { slots, byDate }
}
