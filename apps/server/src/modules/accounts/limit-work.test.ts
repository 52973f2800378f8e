import { expect, test } from 'vitest'
import { limitWork } from './limit-work.ts'

test('never runs more at once than allowed, and runs all that may wait', async () => {
  const limited = limitWork({ running: 2, waiting: 100 })
  let running = 0
  let most = 0
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await Promise.resolve()
    running -= 1
    return 'done'
  }
  const results = await Promise.all(Array.from({ length: 50 }, () => limited(work)))
  expect(results).toHaveLength(50)
  expect(most).toBe(2)
})

test('refuses what would wait too long in line, and recovers', async () => {
  const limited = limitWork({ running: 1, waiting: 1 })
  const gate = Promise.withResolvers<void>()
  const [first, second] = [limited(() => gate.promise), limited(() => gate.promise)]
  await expect(limited(() => gate.promise)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  gate.resolve()
  await Promise.all([first, second])
  await expect(limited(async () => 'again')).resolves.toBe('again')
})

test('a work that fails gives its place back', async () => {
  const limited = limitWork({ running: 1, waiting: 0 })
  const failing = limited(() => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  await expect(limited(async () => 'next')).resolves.toBe('next')
})
