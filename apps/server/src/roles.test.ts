import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { assertRole, listUnshared } from './roles.ts'

const all = {
  DATABASE_URL: 'postgres://db/rendez',
  APP_SECRET: 'x'.repeat(32),
  REDIS_URL: 'redis://redis',
  AMQP_URL: 'amqp://broker',
}
const { AMQP_URL: _broker, ...withoutBroker } = all

test('what a server cannot share is named', () => {
  expect(listUnshared(readConfig({}))).toEqual(['DATABASE_URL', 'REDIS_URL', 'AMQP_URL'])
  expect(listUnshared(readConfig(withoutBroker))).toEqual(['AMQP_URL'])
  expect(listUnshared(readConfig(all))).toEqual([])
})

test('half of the work needs what it shares with the other half', () => {
  expect(() => assertRole('api', readConfig(withoutBroker))).toThrow(
    /^AMQP_URL is missing: --role api shares it with a server of role worker$/,
  )
  expect(() => assertRole('worker', readConfig({}))).toThrow(
    /^DATABASE_URL is missing.*\nREDIS_URL is missing.*\nAMQP_URL is missing.*role api$/,
  )
  assertRole('all', readConfig({}))
  assertRole('api', readConfig(all))
  assertRole('worker', readConfig(all))
})
