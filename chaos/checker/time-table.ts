import type { Occupation } from './trace-occupations.ts'

const BUCKET_MS = 5 * 60_000

// A guest has a hold and a booking; a second booking only by a late repetition (ADR 3).
const MOST_OWN = 3

type Latest = { owner: string; until: number }
/** Up to each occupation of a bucket: who of them all last longest, one more than may be left out. */
type Entry = { occupation: Occupation; latest: Latest[] }

/**
 * Occupations by host and by five minutes of the calendar, each bucket in the order in which they
 * began: whether one was there at some time is a search in a bucket, however many there were.
 */
export type TimeTable = {
  /** Whether somebody else may have had a part of this time at some moment from `from` to `until`. */
  isMet(asked: Asked): boolean
  /** Pairs that had the same time at the same moment: one at least for each bucket that has any. */
  findClashes(): [Occupation, Occupation][]
}

/** A time that somebody wants, who has those `own` occupations; more than three of them are others'. */
export type Asked = Omit<Occupation, 'owner'> & { own: string[] }

export function createTimeTable(occupations: Occupation[]): TimeTable {
  const lists = new Map<string, Occupation[]>()
  for (const occupation of occupations) {
    for (const name of bucketsOf(occupation)) {
      const list = lists.get(name)
      if (list === undefined) lists.set(name, [occupation])
      else list.push(occupation)
    }
  }
  const buckets = new Map([...lists].map(([name, list]) => [name, entriesOf(list)]))
  return {
    isMet: (asked) => bucketsOf(asked).some((name) => isMetIn(buckets.get(name) ?? [], asked)),
    findClashes: () => [...buckets.values()].flatMap(findClash),
  }
}

function bucketsOf({ hostId, start, end }: Omit<Occupation, 'owner'>): string[] {
  const names: string[] = []
  for (let at = Math.floor(start / BUCKET_MS); at * BUCKET_MS < end; at += 1) {
    names.push(`${hostId} ${at}`)
  }
  return names
}

function entriesOf(list: Occupation[]): Entry[] {
  let latest: Latest[] = []
  return list
    .toSorted((a, b) => a.from - b.from)
    .map((occupation) => {
      latest = withLatest(latest, occupation)
      return { occupation, latest }
    })
}

function withLatest(latest: Latest[], { owner, until }: Occupation): Latest[] {
  const known = latest.find((one) => one.owner === owner)
  const [last] = latest.slice(MOST_OWN)
  if (until <= (known ?? last ?? { until: -Infinity }).until) return latest
  return [...latest.filter((one) => one !== known), { owner, until }]
    .toSorted((a, b) => b.until - a.until)
    .slice(0, MOST_OWN + 1)
}

function isMetIn(bucket: Entry[], { own, from, until }: Asked): boolean {
  const excepted = own.slice(0, MOST_OWN)
  const others = lastBegunBy(bucket, until)?.latest.filter(({ owner }) => !excepted.includes(owner))
  return others?.some((other) => other.until >= from) ?? false
}

/** The last entry that began at `time` or before. */
function lastBegunBy(bucket: Entry[], time: number): Entry | undefined {
  let [low, high] = [0, bucket.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = bucket[middle]
    if (entry !== undefined && entry.occupation.from <= time) low = middle + 1
    else high = middle
  }
  return bucket[low - 1]
}

function findClash(bucket: Entry[]): [Occupation, Occupation][] {
  let latest: Occupation | undefined
  const clashes: [Occupation, Occupation][] = []
  for (const { occupation } of bucket) {
    const meets = latest !== undefined && occupation.from < latest.until
    if (latest !== undefined && meets && doClash(latest, occupation)) {
      clashes.push([latest, occupation])
    }
    if (latest === undefined || occupation.until > latest.until) latest = occupation
  }
  return clashes
}

// Neighbours within one bucket need not overlap: buffers and starts may be finer than it.
function doClash(a: Occupation, b: Occupation): boolean {
  return a.owner !== b.owner && a.start < b.end && b.start < a.end
}
