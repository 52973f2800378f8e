import type { SchedulingInputs } from './scheduling-inputs.ts'

/** The first instant that is far enough from now. */
export function earliestStart({ now, rules }: SchedulingInputs): number {
  return now + rules.minimumNoticeMinutes * 60_000
}
