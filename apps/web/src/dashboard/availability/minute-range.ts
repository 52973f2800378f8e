import type { TimeRange } from '@rendez/core'

/** Minutes since the midnight that begins a day; `end` may lie in the night after (up to 2880). */
export type MinuteRange = { readonly start: number; readonly end: number }

export const dayMinutes = 24 * 60
export const latestStart = dayMinutes - 1
export const latestEnd = 2 * dayMinutes

const minutesOf = (clock: string): number => {
  const [hours, minutes] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

const clockOf = (minutes: number): string => {
  const hours = Math.floor(minutes / 60)
  return `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

export const toMinuteRange = ({ start, end }: TimeRange): MinuteRange => ({
  start: minutesOf(start),
  end: minutesOf(end),
})

export const toTimeRange = ({ start, end }: MinuteRange): TimeRange => ({
  start: clockOf(start),
  end: clockOf(end),
})
