import { expect, test } from 'vitest'
import { nearestSlots } from './nearest-slots.ts'

test('are the nearest on both sides, in order', () => {
  expect(nearestSlots([10, 20, 29, 40, 50, 60], 32, 3)).toEqual([20, 29, 40])
})

test('of two equally near the later one comes first', () => {
  expect(nearestSlots([10, 20, 40, 50], 30, 1)).toEqual([40])
  expect(nearestSlots([10, 20, 40, 50], 30, 3)).toEqual([20, 40, 50])
})

test('the wanted start is not an alternative to itself', () => {
  expect(nearestSlots([20, 30, 40], 30, 2)).toEqual([20, 40])
})

test('are as many as there are', () => {
  expect(nearestSlots([10, 20], 99, 5)).toEqual([10, 20])
  expect(nearestSlots([], 99, 5)).toEqual([])
})
