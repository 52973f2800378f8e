import { expect, test } from 'vitest'
import { createSharedWork } from './shared-work.ts'

/** Work that ends when it is told to, and answers how many began before it. */
function createWork() {
  const ends: PromiseWithResolvers<void>[] = []
  const work = async () => {
    const end = Promise.withResolvers<void>()
    const index = ends.push(end) - 1
    await end.promise
    return index
  }
  return { work, ends }
}

test('who joins shares what is under way; another key has work of its own', async () => {
  const { work, ends } = createWork()
  const shared = createSharedWork<number>()
  const results = [shared.join('a', work), shared.join('a', work), shared.join('b', work)]
  for (const end of ends) end.resolve()
  expect(await Promise.all(results)).toEqual([0, 0, 1])
})

test('who must see what is true now joins only work that begins after the call', async () => {
  const { work, ends } = createWork()
  const shared = createSharedWork<number>()
  const first = shared.joinNext('a', work)
  const others = [shared.joinNext('a', work), shared.joinNext('a', work)]
  expect(ends).toHaveLength(1)
  ends[0]?.reject(new Error('broken'))
  await expect(first).rejects.toThrow('broken')
  await expect.poll(() => ends.length).toBe(2)
  const late = shared.joinNext('a', work)
  ends[1]?.resolve()
  expect(await Promise.all(others)).toEqual([1, 1])
  await expect.poll(() => ends.length).toBe(3)
  ends[2]?.resolve()
  expect(await late).toBe(2)
})
