/** A time on offer, in epoch milliseconds. */
export type OfferedSlot = { start: number; end: number }

/** Where the free slots of one meeting type come from: services on the server, the API in a browser. */
export type SlotSource = {
  /** Slots that start in [from, to), ascending, in epoch milliseconds. */
  listSlots(from: number, to: number): Promise<OfferedSlot[]>
  /** The first start at or after an instant; null when there is none. */
  findNextStart(from: number): Promise<number | null>
}

/** No slots will come, however often one asks: the meeting type takes no bookings, or is gone. */
export class SlotsRefusedError extends Error {}
