import { expect, test } from 'vitest'
import { faultTable } from './faults/fault-table.ts'
import { planFaults } from './faults/plan-faults.ts'
import { createRandom } from './random.ts'

const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next)

test('the same seed draws the same, another one something else', () => {
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
  expect(draw(7).every((value) => value >= 0 && value < 1)).toBe(true)
})

test('what breaks is the same for the same seed, whatever else was drawn', () => {
  const plan = (drawn: number) => {
    const random = createRandom(3)
    for (let n = 0; n < drawn; n += 1) random.next()
    const planned = planFaults(random.fork('lane'), faultTable, [0, 1_000])
    return Array.from({ length: 40 }, () => {
      const { value } = planned.next()
      return `${value.name} ${value.after} ${value.lasts} ${value.random.below(9)}`
    })
  }
  expect(plan(0)).toEqual(plan(9))
  expect(new Set(plan(0).map((line) => line.split(' ')[0])).size).toBeGreaterThan(8)
})
