import type { Disturbance, ReceivedMail } from './evidence.ts'

/** What may be laid to what was broken on purpose, and to nothing else. */
export type Excuses = {
  /** Whether it may not have been noted that this mail was accepted: then it comes again. */
  mayRepeat(mail: Sent): boolean
  /** For how many milliseconds of that time the process that sends could not go on. */
  hinderedFor(server: string, from: number, until: number): number
  /**
   * Whether a statement of the database that was under way then may have been undone, and what it kept
   * from others until then was passed over by them.
   */
  mayBeUndone(from: number, until: number): boolean
}

type Sent = Pick<ReceivedMail, 'server' | 'at'>

type Effect = {
  from: number
  until: number
  /** Whether what is being noted then may never be noted. */
  loses: boolean
  /** Whether a process that has begun goes on with it afterwards. */
  delays: boolean
}

// Between the acceptance of a mail and its note in the database, where nothing is in the way.
const NOTE_MS = 3_000

// How long a statement takes, where nothing is in the way.
const STATEMENT_MS = 3_000

// Who has a connection that was ended finds that out when the next query is sent.
const FOUND_OUT_MS = 1_000

// An event is another process's after a minute, unless it was renewed in each twenty seconds.
const LEASE_MS = 40_000

/** Looks at each disturbance as the process that handed over a mail met it. */
export function createExcuses(disturbances: Disturbance[]): Excuses {
  // Whatever befalls a process or its line, a statement that has come to the database is carried out.
  const database = disturbances.filter(({ target }) => target === 'postgres')
  const byServer = new Map<string, Effect[]>()
  const effectsOn = (server: string): Effect[] => {
    const known = byServer.get(server)
    if (known !== undefined) return known
    const effects = disturbances
      .flatMap((disturbance) => effectOn(server, disturbance))
      .toSorted((a, b) => a.from - b.from)
    byServer.set(server, effects)
    return effects
  }
  return {
    mayRepeat: ({ server, at }) => mayBeLost(effectsOn(server), at),
    hinderedFor: (server, from, until) => sumDelays(effectsOn(server), from, until),
    mayBeUndone: (from, until) =>
      database.some((broken) => broken.from <= until + STATEMENT_MS && broken.until >= from),
  }
}

function effectOn(server: string, { kind, target, from, until }: Disturbance): Effect[] {
  const [loses, delays] = [{ loses: true }, { delays: true }]
  const effect = (what: Partial<Effect>) => [{ from, until, loses: false, delays: false, ...what }]
  if (target === 'postgres') return effect({ ...loses, ...delays })
  if (target === `${server} to postgres`) {
    // What is late arrives.
    return effect(kind.startsWith('slow-') ? delays : { ...loses, ...delays })
  }
  // Other services have no part in the note: a message that they bring again is found to be handled.
  if (target !== server) return []
  // Another process reads anew what became of the booking.
  if (kind.startsWith('kill-')) return effect(loses)
  // In order, it ends when it is done with what it has begun.
  if (kind.startsWith('restart')) return effect({})
  const isShort = kind.startsWith('pause-') && until - from < LEASE_MS
  return effect(isShort ? delays : { ...loses, ...delays })
}

/** A process that stands still notes when it goes on: what befalls it then may be the reason as well. */
function mayBeLost(effects: Effect[], at: number): boolean {
  let noted = at + NOTE_MS
  for (const { from, until, loses, delays } of effects) {
    if (until + FOUND_OUT_MS < at || from > noted) continue
    if (loses) return true
    if (delays) noted = Math.max(noted, until + NOTE_MS)
  }
  return false
}

function sumDelays(effects: Effect[], from: number, until: number): number {
  let [sum, reached] = [0, from]
  for (const effect of effects) {
    const begin = Math.max(effect.from, reached)
    const end = Math.min(effect.until, until)
    if (!effect.delays || end <= begin) continue
    sum += end - begin
    reached = end
  }
  return sum
}
