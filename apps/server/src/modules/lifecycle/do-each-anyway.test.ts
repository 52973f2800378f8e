import { expect, test } from 'vitest'
import { doEachAnyway } from './do-each-anyway.ts'

const { signal } = new AbortController()

function createWork(failing: string[]) {
  const done: string[] = []
  const work = async (item: string) => {
    if (failing.includes(item)) throw new Error(`no ${item}`)
    done.push(item)
  }
  return { done, work }
}

test('one that fails keeps no other, and its error is thrown in the end', async () => {
  const { done, work } = createWork(['b'])
  await expect(doEachAnyway(['a', 'b', 'c'], work, { signal })).rejects.toThrow(/^no b$/)
  expect(done).toEqual(['a', 'c'])
})

test('of several, each is told', async () => {
  const { done, work } = createWork(['a', 'c'])
  const doing = doEachAnyway(['a', 'b', 'c'], work, { signal })
  await expect(doing).rejects.toThrow('Error: no a; Error: no c')
  expect(done).toEqual(['b'])
})

test('after an error that concerns all, nothing is begun', async () => {
  const { done, work } = createWork(['a'])
  const doing = doEachAnyway(['a', 'b'], work, { signal, isInVain: () => true })
  await expect(doing).rejects.toThrow('no a')
  expect(done).toEqual([])
})

test('nor after the signal', async () => {
  const stopping = new AbortController()
  const { done, work } = createWork([])
  const doing = doEachAnyway(
    ['a', 'b'],
    async (item) => {
      await work(item)
      stopping.abort()
    },
    { signal: stopping.signal },
  )
  await expect(doing).rejects.toThrow('aborted')
  expect(done).toEqual(['a'])
})
