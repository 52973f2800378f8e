import { STEP_MINUTES } from '../database/seed-hosts.ts'

/** Who is booked, and how often the same slot is tried. */
export type Scene = {
  title: string
  hosts: number
  /** Seeded bookings begin between 08:00 and 18:00 UTC; a host who has some is booked before. */
  slotsPerDay: number
  attemptsPerSlot: number
}

export const scenes = {
  hotFree: { title: 'one host', hosts: 1, slotsPerDay: 144, attemptsPerSlot: 1 },
  hotRace: {
    title: 'one host, eight at each slot',
    hosts: 1,
    slotsPerDay: 144,
    attemptsPerSlot: 8,
  },
  wide: { title: '10,000 hosts', hosts: 10_000, slotsPerDay: 36, attemptsPerSlot: 1 },
} as const satisfies Record<string, Scene>

/** Numbered attempts at the slots of a scene, from number 0 on. */
export type Attempts = Scene & { firstHost: number; firstNumber: number; epoch: Date }

export type Attempt = { number: number; host: number; start: Date }

const MINUTE = 60_000
const DAY = 86_400_000
// Coprime to the number of hosts: neighbours in time are not neighbours on disk.
const STRIDE = 7_919

export function attemptAt(attempts: Attempts, number: number): Attempt {
  const { hosts, slotsPerDay, attemptsPerSlot, firstHost, epoch } = attempts
  const turn = Math.floor(number / attemptsPerSlot)
  const slot = Math.floor(turn / hosts)
  const offset = Math.floor(slot / slotsPerDay) * DAY + (slot % slotsPerDay) * STEP_MINUTES * MINUTE
  return {
    number,
    host: firstHost + ((turn * STRIDE) % hosts),
    start: new Date(epoch.getTime() + offset),
  }
}

/** The same as SQL: a relation of one row, `host` and `start`, for the number that an expression gives. */
export function attemptSql(attempts: Attempts, number: string): string {
  const { hosts, slotsPerDay, attemptsPerSlot, firstHost, epoch } = attempts
  return `(
    select number, ${firstHost} + turn * ${STRIDE} % ${hosts} as host,
      timestamptz '${epoch.toISOString()}' + slot / ${slotsPerDay} * interval '1 day'
        + slot % ${slotsPerDay} * interval '${STEP_MINUTES} minutes' as start
    from (select ${number} as number) numbers,
      lateral (select number / ${attemptsPerSlot} as turn) turns,
      lateral (select turn / ${hosts} as slot) slots
  )`
}
