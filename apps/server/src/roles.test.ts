import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { assertRole, listKept, listUnshared } from './roles.ts'

const all = {
  DATABASE_URL: 'postgres://db/rendez',
  APP_SECRET: 'x'.repeat(32),
  REDIS_URL: 'redis://redis',
  AMQP_URL: 'amqp://broker',
  PUBLIC_URL: 'https://meet.example.com',
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
    /^DATABASE_URL is missing.*\nREDIS_URL is missing.*\nAMQP_URL is missing.*role api\nPUBLIC_URL is missing.*$/,
  )
  assertRole('all', readConfig({}))
  assertRole('api', readConfig(all))
  assertRole('worker', readConfig(all))
})

test('half of the work does not take the address of its own port for that of everybody', () => {
  const { PUBLIC_URL: _url, ...withoutUrl } = all
  for (const role of ['api', 'worker'] as const) {
    expect(() => assertRole(role, readConfig(withoutUrl))).toThrow(
      `PUBLIC_URL is missing: --role ${role} needs it for links, in mails too`,
    )
  }
  assertRole('all', readConfig(withoutUrl))
})

test('what is kept instead of sent is named', () => {
  const smtp = { SMTP_URL: 'smtp://mail', MAIL_FROM: 'meet@example.com' }
  const sms = { SMS_URL: 'https://account:token@sms.example', SMS_FROM: '+15550100200' }
  expect(listKept(readConfig(all))).toEqual(['SMTP_URL', 'SMS_URL'])
  expect(listKept(readConfig({ ...all, ...smtp }))).toEqual(['SMS_URL'])
  expect(listKept(readConfig({ ...all, ...smtp, ...sms }))).toEqual([])
})
