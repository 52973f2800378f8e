import type { Clock } from '../../ports/clock.ts'

/** A clock that stands until it is moved. */
export function createTestClock(startTime: string): Clock & { set(time: string): void } {
  let now = Date.parse(startTime)
  return {
    now: () => now,
    set: (time) => {
      now = Date.parse(time)
    },
  }
}
