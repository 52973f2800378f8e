import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withProgress } from './with-progress.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('long work says once a second what is new, on standard error, and nothing after its end', async () => {
  const errors = vi.spyOn(console, 'error').mockReturnValue()
  const output = vi.spyOn(console, 'log')
  const end = Promise.withResolvers<string>()
  let say: (line: string) => void = () => {}
  const working = withProgress((tell) => {
    say = tell
    return end.promise
  })
  vi.advanceTimersByTime(3_000)
  expect(errors).not.toHaveBeenCalled()
  for (const line of ['1 of 3', '2 of 3']) say(line)
  vi.advanceTimersByTime(3_000)
  expect(errors.mock.calls).toEqual([['rendez: 2 of 3']])
  say('3 of 3')
  end.resolve('done')
  expect(await working).toBe('done')
  vi.advanceTimersByTime(3_000)
  expect(errors).toHaveBeenCalledTimes(1)
  expect(output).not.toHaveBeenCalled()
})
