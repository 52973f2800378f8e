import type { Weekday } from '@rendez/core'

export type WeekStart = 'monday' | 'saturday' | 'sunday'

const fromMonday: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]

/** The seven days in the order in which a host's week is read. */
export function weekdaysFrom(weekStart: WeekStart): readonly Weekday[] {
  const first = fromMonday.indexOf(weekStart)
  return [...fromMonday.slice(first), ...fromMonday.slice(0, first)]
}

/** 'Monday', or 'Mon' when short. */
export function weekdayName(weekday: Weekday, length: 'long' | 'short' = 'long'): string {
  const name = `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}`
  return length === 'long' ? name : name.slice(0, 3)
}

/** A value for each day of the week. */
export function eachWeekday<Value>(of: (weekday: Weekday) => Value): Record<Weekday, Value> {
  return {
    monday: of('monday'),
    tuesday: of('tuesday'),
    wednesday: of('wednesday'),
    thursday: of('thursday'),
    friday: of('friday'),
    saturday: of('saturday'),
    sunday: of('sunday'),
  }
}
