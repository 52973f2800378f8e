import type { Occupation } from './trace-occupations.ts'

const BUCKET_MS = 5 * 60_000

type Latest = { owner: string; until: number }
/** Up to each occupation of a bucket: who of them all lasts longest, and who of the others. */
type Entry = { occupation: Occupation; longest: Latest; second: Latest }

/**
 * Occupations by host and by five minutes of the calendar, each bucket in the order in which they
 * began: whether one was there at some time is a search in a bucket, however many there were.
 */
export type TimeTable = {
  /** Whether somebody else may have had a part of this time at some moment from `from` to `until`. */
  isMet(asked: Occupation): boolean
  /** Pairs that had the same time at the same moment: one at least for each bucket that has any. */
  findClashes(): [Occupation, Occupation][]
}

const nobody: Latest = { owner: '', until: -Infinity }

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

function bucketsOf({ hostId, start, end }: Occupation): string[] {
  const names: string[] = []
  for (let at = Math.floor(start / BUCKET_MS); at * BUCKET_MS < end; at += 1) {
    names.push(`${hostId} ${at}`)
  }
  return names
}

function entriesOf(list: Occupation[]): Entry[] {
  let [longest, second] = [nobody, nobody]
  return list
    .toSorted((a, b) => a.from - b.from)
    .map((occupation) => {
      const { owner, until } = occupation
      if (owner === longest.owner) longest = until > longest.until ? { owner, until } : longest
      else if (until > longest.until) [longest, second] = [{ owner, until }, longest]
      else if (until > second.until) second = { owner, until }
      return { occupation, longest, second }
    })
}

function isMetIn(bucket: Entry[], { owner, from, until }: Occupation): boolean {
  const last = lastBegunBy(bucket, until)
  if (last === undefined) return false
  const other = last.longest.owner === owner ? last.second : last.longest
  return other.until >= from
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
