import type { Schedule } from '@rendez/contract'
import type { WeeklyHours } from '@rendez/core'
import type { CountedScheduleRow } from './schedules.repository.ts'

/** A schedule as its host sees it. */
export function presentSchedule({ schedule, meetingTypeCount }: CountedScheduleRow): Schedule {
  return {
    id: schedule.id,
    name: schedule.name,
    timeZone: schedule.timeZone,
    weeklyHours: presentWeeklyHours(schedule.weeklyHours),
    dateOverrides: schedule.dateOverrides.map(({ date, ranges }) => ({
      date,
      ranges: [...ranges],
    })),
    isDefault: schedule.isDefault,
    meetingTypeCount,
  }
}

// The days in their order: PostgreSQL's jsonb keeps none.
function presentWeeklyHours(hours: WeeklyHours): Schedule['weeklyHours'] {
  return {
    monday: [...hours.monday],
    tuesday: [...hours.tuesday],
    wednesday: [...hours.wednesday],
    thursday: [...hours.thursday],
    friday: [...hours.friday],
    saturday: [...hours.saturday],
    sunday: [...hours.sunday],
  }
}
