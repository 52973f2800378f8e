export type NoticeUnit = 'minutes' | 'hours' | 'days'

/** A lead time in the unit in which people say it. */
export type NoticePeriod = { readonly amount: number; readonly unit: NoticeUnit }

const minutesIn: Record<NoticeUnit, number> = { minutes: 1, hours: 60, days: 60 * 24 }

/** The largest unit that says it in whole numbers: 120 minutes are 2 hours. */
export function readNotice(minutes: number): NoticePeriod {
  const unit =
    minutes === 0 ? 'hours' : (['days', 'hours'] as const).find((u) => minutes % minutesIn[u] === 0)
  return unit === undefined
    ? { amount: minutes, unit: 'minutes' }
    : { amount: minutes / minutesIn[unit], unit }
}

export const noticeMinutes = ({ amount, unit }: NoticePeriod): number => amount * minutesIn[unit]
