import type { Profile } from '@rendez/contract'

/** The start of the week as calendar components name it. */
export const calendarWeekStart = (weekStart: Profile['weekStart']) =>
  (({ monday: 'mon', saturday: 'sat', sunday: 'sun' }) as const)[weekStart]
