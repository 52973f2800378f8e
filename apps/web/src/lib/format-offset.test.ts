import { expect, test } from 'vitest'
import { formatOffset } from './format-offset.ts'

const winter = Date.parse('2027-01-15T12:00:00Z')
const summer = Date.parse('2027-07-15T12:00:00Z')

test('an offset is written as people say it, and follows the clocks', () => {
  expect(formatOffset('UTC', winter)).toBe('UTC')
  expect(formatOffset('Europe/London', winter)).toBe('UTC')
  expect(formatOffset('Europe/London', summer)).toBe('UTC+1')
  expect(formatOffset('Asia/Kathmandu', winter)).toBe('UTC+5:45')
  expect(formatOffset('America/St_Johns', winter)).toBe('UTC−3:30')
  expect(formatOffset('Australia/Lord_Howe', winter)).toBe('UTC+11')
})
