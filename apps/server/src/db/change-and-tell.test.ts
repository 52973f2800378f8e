import { beforeEach, expect, test } from 'vitest'
import { changeAndTell } from './change-and-tell.ts'
import { tellOfFailure } from './tell-of-failure.ts'

let done: string[]
beforeEach(() => {
  done = []
})

const change = async () => {
  await null
  done.push('changed')
  return 'the change'
}
const fail = async () => {
  await change()
  throw new Error('the connection is lost')
}
const tell = async () => {
  await null
  done.push('told')
}

test('a change is told of once, before its answer', async () => {
  expect(await changeAndTell(change(), tell)).toBe('the change')
  expect(done).toEqual(['changed', 'told'])
})

test.each([changeAndTell, tellOfFailure])(
  'a failure is told of once, and stays: %o',
  async (wait) => {
    await expect(wait(fail(), tell)).rejects.toThrow('the connection is lost')
    expect(done).toEqual(['changed', 'told'])
  },
)

test('of a change whose failures alone are told of, nobody is told', async () => {
  expect(await tellOfFailure(change(), tell)).toBe('the change')
  expect(done).toEqual(['changed'])
})
