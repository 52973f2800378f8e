import { expect, test } from 'vitest'
import { answerCaller } from '../../request-caller.ts'
import { attemptWrite } from './attempt-write.ts'

const lost = () => Promise.reject(Object.assign(new Error('lost'), { code: 'ECONNRESET' }))

test('a write that lost its connection is not begun again for a caller who has gone since', async () => {
  const caller = new AbortController()
  let calls = 0
  const written = answerCaller({ arrival: performance.now(), signal: caller.signal }, () =>
    attemptWrite(() => {
      calls += 1
      caller.abort()
      return lost()
    }),
  )
  await expect(written).rejects.toMatchObject({ code: 'REQUEST_ABANDONED' })
  expect(calls).toBe(1)
})

test('for one who waits it is, and where no request is answered', async () => {
  const answers = [lost, async () => 'written', lost, async () => 'written again']
  const next = () => (answers.shift() ?? lost)()
  const { signal } = new AbortController()
  const caller = { arrival: performance.now(), signal }
  expect(await answerCaller(caller, () => attemptWrite(next))).toBe('written')
  expect(await attemptWrite(next)).toBe('written again')
})
