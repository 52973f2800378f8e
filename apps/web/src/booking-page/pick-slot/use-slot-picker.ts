import { localDate } from '@rendez/core'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { monthOfDate } from '../../lib/month.ts'
import type { MonthSlots } from '../page-model.ts'
import type { SlotSource } from '../visit/slot-source.ts'
import { type MonthOfStarts, startsByDate } from './starts-by-date.ts'
import { type MonthState, useMonths } from './use-months.ts'

/** Where the visitor stands: `date` is null until they pick one, then the first free one is shown. */
export type Choice = { month: string; date: string | null; start: number | null }

export type SlotPicker = {
  month: string
  status: MonthState['status']
  starts: MonthOfStarts
  /** The date whose times are shown; null when the month has none. */
  date: string | null
  /** Whether the visitor picked that date themselves. */
  dateIsChosen: boolean
  start: number | null
  /** How long the slots are, as last heard; null while that is not known. */
  durationMinutes: number | null
  /** This month was opened because it has the first free time there is. */
  isFirstFree: boolean
  /** No month after this one has a time. */
  isLast: boolean
  /** Every start that is known to be free around the month in view. */
  knownStarts: readonly number[]
  goToMonth(month: string): void
  chooseDate(date: string): void
  chooseStart(start: number | null): void
  jumpTo(choice: Choice): void
  refresh(): void
}

const noSlots: MonthSlots = { starts: [], durationMinutes: null, nextStart: null }

const slotsOf = (state: MonthState) => (state.status === 'ready' ? state.slots : noSlots)

/** After a change of zone: an instant that was chosen stays, its date may be another. */
function realign(choice: Choice, timeZone: string, firstStart: number | null): Choice {
  const anchor = choice.start ?? (choice.date === null ? firstStart : null)
  if (anchor === null) return choice
  const date = localDate(anchor, timeZone)
  return { ...choice, month: monthOfDate(date), date: choice.start === null ? null : date }
}

function isLastMonth(next: MonthState, month: string, timeZone: string): boolean {
  if (next.status !== 'ready') return false
  const { starts, nextStart } = next.slots
  return nextStart === null && starts.every((at) => monthOfDate(localDate(at, timeZone)) <= month)
}

/** A month that is still loading, or that has no slot, says nothing about how long they are. */
function useLastKnown(durationMinutes: number | null): number | null {
  const [known, setKnown] = useState(durationMinutes)
  if (durationMinutes !== null && durationMinutes !== known) setKnown(durationMinutes)
  return durationMinutes ?? known
}

/** The state of a slot picker over a source of slots; `opening` says where it begins. */
export function useSlotPicker(opening: {
  source: SlotSource
  timeZone: string
  choice: Choice
  /** What is known from the beginning; without slots, none will come. */
  first: { month: string; slots: MonthSlots | null } | null
  /** The address named no month: the page follows the first free time into the visitor's zone. */
  followFirst: boolean
}): SlotPicker {
  const { source, timeZone, first } = opening
  const [choice, jumpTo] = useState(opening.choice)
  const [followed, setFollowed] = useState(opening.followFirst ? first : null)
  const { current, next, refresh } = useMonths(source, choice.month, first)
  const slots = slotsOf(current)
  const durationMinutes = useLastKnown(slots.durationMinutes)
  const starts = useMemo(
    () => startsByDate(slots, choice.month, timeZone),
    [slots, choice.month, timeZone],
  )

  useEffect(() => {
    jumpTo((choice) => realign(choice, timeZone, followed?.slots?.starts[0] ?? null))
  }, [timeZone, followed])

  const goToMonth = useCallback((month: string) => {
    setFollowed(null)
    jumpTo({ month, date: null, start: null })
  }, [])
  const chooseDate = useCallback(
    (date: string) => jumpTo({ month: monthOfDate(date), date, start: null }),
    [],
  )
  const chooseStart = useCallback(
    (start: number | null) =>
      jumpTo((choice) => {
        if (start === null) return { ...choice, start }
        const date = localDate(start, timeZone)
        return { month: monthOfDate(date), date, start }
      }),
    [timeZone],
  )

  return {
    month: choice.month,
    status: current.status,
    starts,
    date: choice.date ?? starts.firstDate,
    dateIsChosen: choice.date !== null,
    start: choice.start,
    durationMinutes,
    isFirstFree: followed !== null,
    isLast: isLastMonth(next, choice.month, timeZone),
    knownStarts: slots.starts,
    goToMonth,
    chooseDate,
    chooseStart,
    jumpTo,
    refresh,
  }
}
