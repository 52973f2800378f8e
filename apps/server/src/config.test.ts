import { describe, expect, test } from 'vitest'
import { readConfig, SettingsError } from './config.ts'

const problemsOf = (environment: NodeJS.ProcessEnv): string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return error.message.split('\n')
  }
}

test('with nothing set, everything runs on this machine alone', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: null,
    dataDir: expect.stringMatching(/\/\.data$/),
    databaseUrl: null,
    replicaUrl: null,
    redisUrl: null,
    amqpUrl: null,
    smtpUrl: null,
    mailFrom: null,
    smsUrl: null,
    smsFrom: null,
    appSecret: null,
    logLevel: 'info',
    metricsToken: null,
    shutdownDelaySeconds: 0,
    rateLimits: true,
    trustedProxies: 0,
  })
})

test('what is set to nothing is not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}))
})

test('settings are read', () => {
  const config = readConfig({
    PORT: '8080',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://Meet.example.com/',
    DATA_DIR: '/var/lib/rendez',
    DATABASE_URL: 'postgres://rendez:secret@db/rendez',
    DATABASE_REPLICA_URL: 'postgres://rendez:secret@replica/rendez',
    REDIS_URL: 'rediss://:secret@redis:6379/1',
    AMQP_URL: 'amqps://rendez:secret@broker/rendez',
    SMTP_URL: 'smtps://mail.example.com:465',
    MAIL_FROM: '"Rendez, at Example" <meet@example.com>',
    SMS_URL: 'https://AC0123:secret@api.twilio.com',
    SMS_FROM: '+15550100200',
    APP_SECRET: 'a'.repeat(32),
    LOG_LEVEL: 'debug',
    METRICS_TOKEN: 'm'.repeat(16),
    SHUTDOWN_DELAY_SECONDS: '5',
    RATE_LIMITS: 'off',
    TRUST_PROXY: '2',
  })
  expect(config).toEqual({
    port: 8080,
    host: '0.0.0.0',
    publicUrl: 'https://meet.example.com',
    dataDir: '/var/lib/rendez',
    databaseUrl: 'postgres://rendez:secret@db/rendez',
    replicaUrl: 'postgres://rendez:secret@replica/rendez',
    redisUrl: 'rediss://:secret@redis:6379/1',
    amqpUrl: 'amqps://rendez:secret@broker/rendez',
    smtpUrl: 'smtps://mail.example.com:465',
    mailFrom: { name: 'Rendez, at Example', address: 'meet@example.com' },
    smsUrl: 'https://AC0123:secret@api.twilio.com',
    smsFrom: '+15550100200',
    appSecret: 'a'.repeat(32),
    logLevel: 'debug',
    metricsToken: 'm'.repeat(16),
    shutdownDelaySeconds: 5,
    rateLimits: false,
    trustedProxies: 2,
  })
})

describe('a bad setting is named, with its value and how to mend it', () => {
  test.each([
    ['PORT', '80a', 'such as 3000 (it is "80a")'],
    ['PORT', '65536', 'from 0 to 65535'],
    ['PORT', '-1', 'from 0 to 65535'],
    ['HOST', 'everywhere', 'such as 127.0.0.1 or 0.0.0.0'],
    ['PUBLIC_URL', 'meet.example.com', 'such as https://meet.example.com'],
    ['PUBLIC_URL', 'https://example.com/meet', 'without a path'],
    ['PUBLIC_URL', 'ftp://example.com', 'such as https://meet.example.com'],
    ['MAIL_FROM', 'Rendez', 'a mail address'],
    ['SMS_FROM', '0612345678', 'a number such as +15550100200'],
    ['LOG_LEVEL', 'verbose', 'one of debug, info, warn, error, silent'],
    ['SHUTDOWN_DELAY_SECONDS', '1m', 'a number of seconds from 0 to 120'],
    ['RATE_LIMITS', 'no', 'on or off'],
    ['TRUST_PROXY', 'true', 'a number of proxies'],
  ])('%s=%s', (name, value, advice) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} must be `))
    expect(problems[0]).toContain(advice)
    expect(problems[0]).toContain(JSON.stringify(value))
  })
})

test('all of them are named at once', () => {
  const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'x' })
  expect(problems.map((line) => line.split(' ')[0])).toEqual(['PORT', 'LOG_LEVEL'])
})

test('the value of a secret is not repeated', () => {
  const environment = {
    DATABASE_URL: 'mysql://hunter2',
    REDIS_URL: 'redis://:hunter2@redis/first',
    AMQP_URL: 'http://guest:hunter2@broker',
    SMTP_URL: 'hunter2',
    SMS_URL: 'https://AC0123:hunter2@api.twilio.com/path',
    APP_SECRET: 'hunter2',
    METRICS_TOKEN: 'hunter2',
    MAIL_FROM: 'meet@example.com',
    SMS_FROM: 'Rendez',
  }
  expect(problemsOf(environment)).toHaveLength(7)
  expect(problemsOf(environment).join('\n')).not.toContain('hunter2')
})

test.each(['REDIS_URL=redis://', 'AMQP_URL=amqp://', 'SMTP_URL=smtp://'])(
  '%s names no server and is refused',
  (line) => {
    const [name = '', value] = line.split('=')
    expect(problemsOf({ [name]: value, MAIL_FROM: 'meet@example.com' })).toEqual([
      expect.stringMatching(new RegExp(`^${name} must be an address such as`)),
    ])
  },
)

test.each([
  'https://api.twilio.com',
  'https://AC0123@api.twilio.com',
  'http://AC0123:token@api.twilio.com',
  'https://AC0123:token@api.twilio.com/2010-04-01',
])('SMS_URL has account and token, TLS and no path: %s is refused', (SMS_URL) => {
  expect(problemsOf({ SMS_URL, SMS_FROM: 'Rendez' })).toEqual([
    expect.stringMatching(/^SMS_URL must be an address such as/),
  ])
})

test('a provider on this machine needs no TLS, but a sender', () => {
  const environment = { SMS_URL: 'http://AC0123:token@127.0.0.1:8080' }
  expect(problemsOf(environment)).toEqual([
    expect.stringMatching(/^SMS_FROM is missing: with SMS_URL/),
  ])
  expect(problemsOf({ ...environment, SMS_FROM: 'Rendez' })).toEqual([])
})

test('a database of yours needs a secret of yours, and a mail server a sender', () => {
  expect(problemsOf({ DATABASE_URL: 'postgres://db/rendez', SMTP_URL: 'smtp://mail' })).toEqual([
    expect.stringMatching(/^APP_SECRET is missing: with DATABASE_URL it must be at least 32/),
    expect.stringMatching(/^MAIL_FROM is missing: with SMTP_URL it must be a mail address/),
  ])
})
