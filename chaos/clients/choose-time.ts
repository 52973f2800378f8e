import type { Random } from '../random.ts'
import type { OfferedType, Offers } from '../world/make-hosts.ts'

export type Wish = { type: OfferedType; startTime: number }

/** Picks what to book: often one of a few times that everybody wants. */
export type TimeChooser = {
  choose(random: Random, among?: Among): Wish
  /** Whether nobody else misses this time: it may be taken for good. */
  isPlentiful(wish: Wish): boolean
}

export type Among = {
  hostId?: string
  typeId?: string
  /** None that everybody wants. */
  plentiful?: boolean
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const HOT_TIMES = 5
// What is kept for good may not use them up, in the longest run either.
const WIDE_DAYS = 180
/** From how many days ahead no client wants a time, though the run goes past midnight. */
export const FREE_OF_CLIENTS_DAYS = WIDE_DAYS + 8
const HOT_SHARE = 0.55
const SOON_TIMES = 3

/**
 * Times of days that lie ahead far enough for no reminder to be due during the run; or, of a meeting type
 * that is for that, so far that one is due within minutes. `now` answers epoch milliseconds.
 */
export function createTimeChooser({ meetingTypes }: Offers, now: () => number): TimeChooser {
  const firstDay = Math.ceil(now() / DAY) * DAY + 5 * DAY
  return {
    isPlentiful: ({ type, startTime }) =>
      type.aheadMinutes === undefined && startTime >= firstDay + DAY,
    choose: (random, { hostId, typeId, plentiful = false } = {}) => {
      const own = meetingTypes.filter(
        (type) => (hostId ?? type.hostId) === type.hostId && (typeId ?? type.id) === type.id,
      )
      const type = random.pick(own)
      const step = type.stepMinutes * MINUTE
      if (type.aheadMinutes !== undefined) {
        const soonest = Math.ceil((now() + type.aheadMinutes * MINUTE) / step) * step
        return { type, startTime: soonest + random.below(SOON_TIMES) * step }
      }
      const isHot = !plentiful && random.chance(HOT_SHARE)
      // Around a hot time the meeting types overlap in every way.
      const wished = isHot
        ? firstDay + random.below(HOT_TIMES) * 4 * HOUR + random.below(4) * 15 * MINUTE
        : firstDay + DAY + Math.floor(random.between(0, WIDE_DAYS * DAY))
      return { type, startTime: Math.floor(wished / step) * step }
    },
  }
}
