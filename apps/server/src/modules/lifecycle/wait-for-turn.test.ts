import { expect, test } from 'vitest'
import { waitForTurn } from './wait-for-turn.ts'

const { signal } = new AbortController()
const refusal = (code: string) => Object.assign(new Error(`refused: ${code}`), { code })

/** Is refused so often, then done. */
function createWork(code: string, refusals = 1) {
  let calls = 0
  const work = async () => {
    calls += 1
    if (calls <= refusals) throw refusal(code)
    return 'done'
  }
  return { work, countCalls: () => calls }
}

test.each(['55P03', '40001', '40P01'])(
  'what lost a lock or a race is repeated: %s',
  async (code) => {
    const { work, countCalls } = createWork(code)
    expect(await waitForTurn(work, signal)).toBe('done')
    expect(countCalls()).toBe(2)
  },
)

test.each(['57014', '42P01'])('what took too long or is wrong is not: %s', async (code) => {
  const { work, countCalls } = createWork(code)
  await expect(waitForTurn(work, signal)).rejects.toThrow(`refused: ${code}`)
  expect(countCalls()).toBe(1)
})

test('nothing is begun after the signal, nor repeated', async () => {
  const stopping = new AbortController()
  const { work, countCalls } = createWork('55P03', 100)
  const begin = () => {
    if (countCalls() === 1) stopping.abort()
    return work()
  }
  await expect(waitForTurn(begin, stopping.signal)).rejects.toThrow('aborted')
  await expect(waitForTurn(begin, stopping.signal)).rejects.toThrow('aborted')
  expect(countCalls()).toBe(2)
})
