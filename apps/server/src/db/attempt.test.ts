import { expect, test } from 'vitest'
import { attempt } from './attempt.ts'

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))

// As name servers and networks of engines say it of a container that is stopped.
test.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])(
  'a database whose connection ends with %s is away',
  async (code) => {
    await expect(attempt(failing(code))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  },
)

test('an error of another kind stays what it is, and is not tried again', async () => {
  let calls = 0
  const call = () => {
    calls += 1
    return failing('42601')()
  }
  await expect(attempt(call)).rejects.toMatchObject({ code: '42601' })
  expect(calls).toBe(1)
})

test('a connection that was lost is made once more', async () => {
  const answers = [failing('EAI_AGAIN'), () => Promise.resolve('done')]
  expect(await attempt(() => (answers.shift() ?? failing('EAI_AGAIN'))())).toBe('done')
})
