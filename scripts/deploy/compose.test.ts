import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readConfig } from '../../apps/server/src/config.ts'
import { assertRole, listUnshared, roles } from '../../apps/server/src/roles.ts'
import { root } from '../run-command.ts'
import { redisSettings } from '../services/start-redis.ts'
import { validateComposition } from './validate-composition.test-kit.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const text = read('docker-compose.yml')
const document: unknown = parse(text, { merge: true })

const serviceSchema = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  restart: z.string(),
  stop_grace_period: z.string().optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()) }),
  networks: z.array(z.string()),
  deploy: z.object({
    resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string() }) }),
  }),
})
const { services, volumes } = z
  .looseObject({
    services: z.record(z.string(), serviceSchema),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(document)
const apps = Object.entries(services).filter(([, { image }]) => image === 'rendez')

/** As the engine fills them in; a variable that must be set has an example here, or the test fails. */
function fillIn(value: string, optional: Record<string, string> = {}): string {
  const examples: Record<string, string> = {
    POSTGRES_PASSWORD: 'a'.repeat(48),
    VALKEY_PASSWORD: 'b'.repeat(48),
    RABBITMQ_PASSWORD: 'c'.repeat(48),
    APP_SECRET: 'd'.repeat(64),
    METRICS_TOKEN: 'e'.repeat(32),
    PUBLIC_URL: 'https://meet.example.com',
    SMTP_URL: 'smtps://rendez:secret@mail.example.com:465',
    MAIL_FROM: 'Rendez <meet@example.com>',
  }
  return value.replaceAll(/\$\{(\w+)(:[?-])([^}]*)\}/g, (_, name, kind, fallback) => {
    const filled = kind === ':-' ? (optional[name] ?? fallback) : examples[name]
    if (filled === undefined) throw new Error(`${name} has no example`)
    return filled
  })
}

test('docker-compose.yml is what the Compose specification says', () => {
  expect(validateComposition(document)).toEqual([])
})

test.each([
  ['a service with a word that there is not', 'restart: unless-stopped', 'restarts: always'],
  ['a time without a unit', 'stop_grace_period: 60s', 'stop_grace_period: sixty'],
  ['ports that are no list', 'ports: ["${HTTP_PORT:-8080}:80"]', 'ports: 8080'],
])('and %s would be found', (_what, from, to) => {
  expect(text).toContain(from)
  const spoiled: unknown = parse(text.replace(from, to), { merge: true })
  expect(validateComposition(spoiled)).not.toEqual([])
})

test('two answer and one works, none of them with anything that it cannot share', () => {
  const rolesOf = apps.map(([, { command = [] }]) => command.at(command.indexOf('--role') + 1))
  expect(rolesOf.toSorted()).toEqual(['api', 'api', 'worker'])
  const known = [...read('.env.example').matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name)
  for (const [, { environment, command }] of apps) {
    expect(known).toEqual(expect.arrayContaining(Object.keys(environment)))
    const entries = Object.entries(environment).map(([name, value]) => [name, fillIn(value)])
    const config = readConfig(Object.fromEntries(entries))
    expect(listUnshared(config)).toEqual([])
    const role = roles.find((each) => command?.includes(each))
    assertRole(role ?? 'all', config)
    // One proxy stands in front, and a stop takes the delay, 25 s for requests and 20 s for the rest.
    expect([config.trustedProxies, config.host, config.port]).toEqual([1, '0.0.0.0', 3000])
    expect(config.shutdownDelaySeconds + 45).toBeLessThanOrEqual(60)
  }
})

test('every instance reads from the standby, and sends text messages where there is a provider', () => {
  const optional = { SMS_URL: 'https://AC0123:token@sms.example', SMS_FROM: '+15550100200' }
  const configOf = (environment: Record<string, string>, given = {}) =>
    readConfig(
      Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [name, fillIn(value, given)]),
      ),
    )
  expect(apps).toHaveLength(3)
  for (const [, { environment }] of apps) {
    const { replicaUrl, databaseUrl, smsUrl, smsFrom } = configOf(environment, optional)
    expect([smsUrl, smsFrom]).toEqual([optional.SMS_URL, optional.SMS_FROM])
    expect(configOf(environment)).toMatchObject({ smsUrl: null, smsFrom: null })
    // A copy of the primary in everything but its name.
    expect(services['postgres-replica']).toBeDefined()
    expect(replicaUrl).toBe(databaseUrl?.replace('@postgres:', '@postgres-replica:'))
    expect(replicaUrl).not.toBe(databaseUrl)
  }
})

test('every service starts again, is watched, is limited, and keeps its data in a volume', () => {
  for (const { restart, stop_grace_period, image } of Object.values(services)) {
    expect(restart).toBe('unless-stopped')
    if (image === 'rendez') expect(stop_grace_period).toBe('60s')
  }
  const used = Object.values(services).flatMap((service) => service.volumes)
  const named = used.map((volume) => volume.split(':')[0] ?? '')
  expect(named.filter((name) => !name.startsWith('.')).toSorted()).toEqual(
    Object.keys(volumes).toSorted(),
  )
  for (const file of named.filter((name) => name.startsWith('.'))) {
    expect(existsSync(join(root, file)), file).toBe(true)
  }
})

test('one port is open to the outside, and no secret stands in the file', () => {
  const open = Object.entries(services).filter(([, { ports }]) => ports.length > 0)
  expect(open.map(([name]) => name)).toEqual(['proxy'])
  const secret = /(password|pass|secret|token|auth)/i
  for (const { environment } of Object.values(services)) {
    for (const [name, value] of Object.entries(environment)) {
      if (secret.test(name) || value.includes('@')) expect(value).toMatch(/\$\{\w+:\?\}/)
    }
  }
})

test('the services have the settings of those that the tests use, and are none too old', () => {
  const command = services.valkey?.command ?? []
  for (const [name, value] of Object.entries(redisSettings)) {
    expect(command.slice(command.indexOf(`--${name}`)).slice(0, 2)).toEqual([`--${name}`, value])
  }
  expect(services.rabbitmq?.volumes.join()).toContain('./deploy/rabbitmq.conf:')
  const versionOf = (name: string) =>
    Number(/:(\d+(\.\d+)?)/.exec(services[name]?.image ?? '')?.[1])
  const oldest = { postgres: 15, 'postgres-replica': 15, valkey: 6, rabbitmq: 3.1 }
  for (const [name, version] of Object.entries(oldest)) {
    expect(versionOf(name)).toBeGreaterThanOrEqual(version)
  }
  expect(services.postgres?.image).toBe(services['postgres-replica']?.image)
})

test('the proxy looks the instances up again: one that is made anew has another address', () => {
  const nginx = read('deploy/nginx.conf')
  const upstream = /^upstream \w+ \{\n(.*?)^\}/ms.exec(nginx)?.[1] ?? ''
  const lines = upstream.split('\n').filter((line) => line.trim().startsWith('server '))
  const instances = Object.entries(services).filter(([, { command }]) => command?.includes('api'))
  expect(lines.map((line) => line.trim())).toEqual(
    instances.map(([name]) => expect.stringMatching(`^server ${name}:3000 resolve `)),
  )
  // Peers that change are kept in memory that the processes share.
  expect(upstream).toMatch(/^ {2}zone /m)
  // Before the upstream: the name server of the engine, at the address that it has in every network.
  expect(nginx.slice(0, nginx.indexOf('upstream'))).toMatch(/^resolver 127\.0\.0\.11 valid=\d+s/m)
  const [, major, minor] = /^nginx:(\d+)\.(\d+)/.exec(services.proxy?.image ?? '') ?? []
  // Since 1.27.3.
  expect(Number(major) * 100 + Number(minor)).toBeGreaterThanOrEqual(128)
})

test('a database is healthy when others reach it, not while it is being made', () => {
  // The image's first start answers at the socket alone.
  for (const name of ['postgres', 'postgres-replica']) {
    const words = services[name]?.healthcheck.test ?? []
    expect(words.slice(0, 4)).toEqual(['CMD', 'pg_isready', '-h', '127.0.0.1'])
  }
})

test('the image is built with the package manager and the Node.js that the project asks for', () => {
  const dockerfile = read('Dockerfile')
  const { packageManager } = z
    .object({ packageManager: z.string() })
    .parse(JSON.parse(read('package.json')))
  expect(dockerfile).toContain(` ${packageManager}\n`)
  const wanted = /NODE_VERSION = '(\d+)\./.exec(
    read('scripts/bootstrap/prepare-toolchain.mjs'),
  )?.[1]
  const images = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, version]) => version)
  expect(new Set(images)).toEqual(new Set([wanted]))
  // Or what only builds and tests, nearly half of it, is kept for another week.
  expect(dockerfile).toMatch(/^RUN pnpm install .*--prod --config\.modules-cache-max-age=0 /m)
  expect(read('.dockerignore').split('\n')).toEqual(
    expect.arrayContaining(['.env', '.data', '.git']),
  )
})
