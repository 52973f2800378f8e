import type { AvailabilityService } from '@rendez/contract'
import type { SlotSource } from '@rendez/web/render-page'

const instant = (at: number) => new Date(at).toISOString()

/** The free slots of a meeting type, straight from the service. */
export function serviceSlotSource(
  availability: AvailabilityService,
  meetingTypeId: string,
): SlotSource {
  return {
    async listSlots(from, to) {
      const { slots } = await availability.listSlots({
        meetingTypeId,
        from: instant(from),
        to: instant(to),
        timeZone: 'UTC',
      })
      return slots.map(({ startTime, endTime }) => ({
        start: Date.parse(startTime),
        end: Date.parse(endTime),
      }))
    },

    async findNextStart(from) {
      const { slot } = await availability.findNextSlot({ meetingTypeId, from: instant(from) })
      return slot === null ? null : Date.parse(slot.startTime)
    },
  }
}
