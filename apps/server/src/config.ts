import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { readMailbox } from './read-mailbox.ts'
import { wrapText } from './wrap-text.ts'

type Setting = {
  /** For whoever runs the server; the comment in .env.example. */
  doc: string
  example: string
  /** How to write it, after "PORT must be". */
  mend: string
  /** Its value is never printed. */
  secret?: true
}

const table = z.registry<Setting>()
const wholeNumber = (max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(max))
const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** Every setting there is, with its default; null means that another part of the server decides. */
const settingsSchema = z.object({
  PORT: wholeNumber(65_535).default(3000).register(table, {
    doc: 'The port of dashboard, booking pages and API. 0 takes a free one.',
    example: '3000',
    mend: 'a port number from 0 to 65535, such as 3000',
  }),
  HOST: z
    .union([z.ipv4(), z.ipv6(), z.literal('localhost')])
    .default('127.0.0.1')
    .register(table, {
      doc: 'The address to listen on. 0.0.0.0 is needed in a container or to serve other machines.',
      example: '127.0.0.1',
      mend: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0',
    }),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text))
    .refine(({ pathname, search, hash }) => pathname + search + hash === '/')
    .transform(({ origin }) => origin)
    .nullable()
    .default(null)
    .register(table, {
      doc: 'Where people reach the server: links in mail start with it. Default: http://localhost:PORT. Required with --role api or worker.',
      example: 'https://meet.example.com',
      mend: 'an address without a path, such as https://meet.example.com',
    }),
  DATA_DIR: z.string().default('.data').register(table, {
    doc: 'Where the embedded PostgreSQL and the generated secret live. Relative to the project.',
    example: '.data',
    mend: 'a directory, such as .data',
  }),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .nullable()
    .default(null)
    .register(table, {
      doc: 'A PostgreSQL of yours, 15 or newer. Without it an embedded one is started in DATA_DIR.',
      example: 'postgres://rendez:password@localhost:5432/rendez',
      mend: 'an address such as postgres://user:password@host:5432/name',
      secret: true,
    }),
  DATABASE_REPLICA_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .nullable()
    .default(null)
    .register(table, {
      doc: 'A streaming replica of the database at DATABASE_URL, that slots and lists are read from where it is not behind.',
      example: 'postgres://rendez:password@replica:5432/rendez',
      mend: 'an address such as postgres://user:password@host:5432/name',
      secret: true,
    }),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, hostname: /./ })
    .refine((text) => /^(\/\d*)?$/.test(URL.parse(text)?.pathname ?? ''))
    .nullable()
    .default(null)
    .register(table, {
      doc: 'A Redis or Valkey of yours, 6 or newer, that instances share for limits, locks and cached slots, and by which they hear of new events. Needed by more than one instance.',
      example: 'redis://:password@localhost:6379/0',
      mend: 'an address such as redis://user:password@host:6379/0, or rediss: for TLS',
      secret: true,
    }),
  AMQP_URL: z
    .url({ protocol: /^amqps?$/, hostname: /./ })
    .nullable()
    .default(null)
    .register(table, {
      doc: 'A RabbitMQ of yours, 3.10 or newer, that hands events to whichever instance is free. Needed by more than one instance.',
      example: 'amqp://rendez:password@localhost:5672',
      mend: 'an address such as amqp://user:password@host:5672, or amqps: for TLS',
      secret: true,
    }),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, hostname: /./ })
    .nullable()
    .default(null)
    .register(table, {
      doc: 'The mail server that sends. Without it mail is kept, and shown at /dev/mail on this machine.',
      example: 'smtps://user:password@mail.example.com:465',
      mend: 'an address such as smtp://user:password@mail.example.com:587',
      secret: true,
    }),
  MAIL_FROM: z
    .string()
    .transform(readMailbox)
    .pipe(z.object({ name: z.string(), address: z.email() }))
    .nullable()
    .default(null)
    .register(table, {
      doc: 'The sender of every mail. Required with SMTP_URL.',
      example: 'Rendez <meet@example.com>',
      mend: 'a mail address, such as meet@example.com or Rendez <meet@example.com>',
    }),
  SMS_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isSmsAccount)
    .nullable()
    .default(null)
    .register(table, {
      doc: 'A provider of text messages that speaks as Twilio does, with account and token. Without it they are kept, and shown at /dev/mail on this machine.',
      example: 'https://ACxxxxxxxx:token@api.twilio.com',
      mend: 'an address such as https://account:token@api.twilio.com',
      secret: true,
    }),
  SMS_FROM: z
    .string()
    .regex(/^(\+[1-9]\d{6,14}|MG[0-9a-zA-Z]{32}|(?=.*[A-Za-z])[A-Za-z0-9 ]{3,11})$/)
    .nullable()
    .default(null)
    .register(table, {
      doc: 'The sender of every text message: a number, a name, or a messaging service. Required with SMS_URL.',
      example: '+15550100200',
      mend: 'a number such as +15550100200, a name of up to 11 letters, or MG and 32 characters',
    }),
  APP_SECRET: z.string().min(32).nullable().default(null).register(table, {
    doc: 'Signs sessions and links. Generated in DATA_DIR when PostgreSQL is the embedded one; required with DATABASE_URL, and then the same on every start.',
    example: '',
    mend: 'at least 32 characters long, for instance what `openssl rand -hex 32` prints',
    secret: true,
  }),
  LOG_LEVEL: z
    .enum(logLevels)
    .default('info')
    .register(table, {
      doc: 'The least important line that is logged: debug, info, warn, error or silent.',
      example: 'info',
      mend: `one of ${logLevels.join(', ')}`,
    }),
  METRICS_TOKEN: z.string().min(16).nullable().default(null).register(table, {
    doc: 'Opens /metrics and /health/detailed to whoever sends it as a bearer token. Without it they answer this machine alone, and nobody where PUBLIC_URL is another name or TRUST_PROXY is set.',
    example: '',
    mend: 'at least 16 characters long, for instance what `openssl rand -hex 16` prints',
    secret: true,
  }),
  SHUTDOWN_DELAY_SECONDS: wholeNumber(120).default(0).register(table, {
    doc: 'How long a server that is told to stop says so at /health/ready before it takes no more requests: what a load balancer needs to notice.',
    example: '0',
    mend: 'a number of seconds from 0 to 120, such as 5',
  }),
  RATE_LIMITS: z.enum(['on', 'off']).default('on').register(table, {
    doc: 'Whether anybody is refused who asks too often. Only a load test does without.',
    example: 'on',
    mend: 'on or off',
  }),
  TRUST_PROXY: wholeNumber(10).default(0).register(table, {
    doc: 'How many proxies of yours stand before the server and append to X-Forwarded-For.',
    example: '0',
    mend: 'a number of proxies from 0 to 10, such as 1',
  }),
})

// A secret of this machine would be another one on the next, and a sender must be an address of yours.
const needs = [
  ['DATABASE_URL', 'APP_SECRET'],
  ['DATABASE_REPLICA_URL', 'DATABASE_URL'],
  ['SMTP_URL', 'MAIL_FROM'],
  ['SMS_URL', 'SMS_FROM'],
] as const

type Settings = z.output<typeof settingsSchema>

/** The settings in the words of the code. `dataDir` is absolute, `publicUrl` has no final slash. */
export type Config = {
  port: Settings['PORT']
  host: Settings['HOST']
  publicUrl: Settings['PUBLIC_URL']
  dataDir: Settings['DATA_DIR']
  databaseUrl: Settings['DATABASE_URL']
  replicaUrl: Settings['DATABASE_REPLICA_URL']
  redisUrl: Settings['REDIS_URL']
  amqpUrl: Settings['AMQP_URL']
  smtpUrl: Settings['SMTP_URL']
  mailFrom: Settings['MAIL_FROM']
  smsUrl: Settings['SMS_URL']
  smsFrom: Settings['SMS_FROM']
  appSecret: Settings['APP_SECRET']
  logLevel: Settings['LOG_LEVEL']
  metricsToken: Settings['METRICS_TOKEN']
  shutdownDelaySeconds: Settings['SHUTDOWN_DELAY_SECONDS']
  rateLimits: boolean
  trustedProxies: Settings['TRUST_PROXY']
}

/** The settings cannot be used; `message` has a line for each that must be mended. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

const projectDirectory = resolve(import.meta.dirname, '../../..')

/**
 * Reads the settings from the environment and, where that is silent, from `.env` in the project.
 *
 * @throws SettingsError naming every setting that cannot be used and how to mend it.
 */
export function readConfig(environment: NodeJS.ProcessEnv = withEnvFile()): Config {
  const settings = readSettings(environment)
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL,
    dataDir: resolve(projectDirectory, settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL,
    replicaUrl: settings.DATABASE_REPLICA_URL,
    redisUrl: settings.REDIS_URL,
    amqpUrl: settings.AMQP_URL,
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MAIL_FROM,
    smsUrl: settings.SMS_URL,
    smsFrom: settings.SMS_FROM,
    appSecret: settings.APP_SECRET,
    logLevel: settings.LOG_LEVEL,
    metricsToken: settings.METRICS_TOKEN,
    shutdownDelaySeconds: settings.SHUTDOWN_DELAY_SECONDS,
    rateLimits: settings.RATE_LIMITS === 'on',
    trustedProxies: settings.TRUST_PROXY,
  }
}

/** The text of .env.example. */
export function describeSettings(): string {
  const entries = Object.keys(settingsSchema.shape).map((name) => {
    const { doc = '', example = '' } = describe(name)
    return [...wrapText(doc, 98).map((line) => `# ${line}`), `# ${name}=${example}`].join('\n')
  })
  const intro = '# Copy to .env and change what you need. Everything has a default.'
  return `${[intro, ...entries].join('\n\n')}\n`
}

function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const names = Object.keys(settingsSchema.shape)
  // Containers often set what they leave out to nothing.
  const given = names
    .map((name) => [name, environment[name]?.trim()] as const)
    .filter(([, text]) => text !== undefined && text !== '')
  const texts = Object.fromEntries(given)
  const result = settingsSchema.safeParse(texts)
  const bad = new Set(result.error?.issues.map((issue) => String(issue.path[0])))
  const problems = names.filter((name) => bad.has(name)).map((name) => explain(name, texts[name]))
  for (const [name, needed] of needs) {
    if (texts[name] === undefined || texts[needed] !== undefined) continue
    problems.push(`${needed} is missing: with ${name} it must be ${describe(needed).mend}`)
  }
  if (!result.success || problems.length > 0) throw new SettingsError(problems.join('\n'))
  return result.data
}

function explain(name: string, text = ''): string {
  const { mend = '', secret = false } = describe(name)
  return `${name} must be ${mend}${secret ? '' : ` (it is ${JSON.stringify(text)})`}`
}

function describe(name: string): Partial<Setting> {
  const [, schema] = Object.entries(settingsSchema.shape).find(([key]) => key === name) ?? []
  return (schema && table.get(schema)) ?? {}
}

function withEnvFile(): NodeJS.ProcessEnv {
  const file = resolve(projectDirectory, '.env')
  return existsSync(file)
    ? { ...parseEnv(readFileSync(file, 'utf8')), ...process.env }
    : process.env
}

/** An address with account and token and nothing else; without TLS on this machine only. */
function isSmsAccount(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.username === '' || url.password === '') return false
  const isOurs = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.pathname + url.search + url.hash === '/' && (url.protocol === 'https:' || isOurs)
}
