import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../run-command.ts'
import { describeProject } from '../services/compose/describe-project.ts'
import { validateComposition } from './validate-composition.test-kit.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const text = read('deploy/test-services.yml')

// Nothing but this: an image, a command or a setting here would not be that of docker-compose.yml.
const changes = z
  .strictObject({
    services: z.record(
      z.string(),
      z.strictObject({
        restart: z.string(),
        ports: z.array(z.string()),
        networks: z.array(z.string()),
      }),
    ),
  })
  .parse(parse(text))
const base = z
  .looseObject({
    services: z.record(
      z.string(),
      z.looseObject({
        environment: z.record(z.string(), z.string()).default({}),
        volumes: z.array(z.string()).default([]),
        depends_on: z.unknown().optional(),
        healthcheck: z.unknown().optional(),
      }),
    ),
    networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) }).prefault({})),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(parse(read('docker-compose.yml'), { merge: true }))

test('deploy/test-services.yml is what the Compose specification says', () => {
  expect(validateComposition(parse(text))).toEqual([])
  for (const [from, to] of [
    ['networks:', 'network:'],
    ['ports: ["127.0.0.1::6379"]', 'ports: 6379'],
  ] as const) {
    expect(text).toContain(from)
    expect(validateComposition(parse(text.replace(from, to)))).not.toEqual([])
  }
})

test('it opens the services of docker-compose.yml to this machine alone', () => {
  expect(Object.keys(changes.services)).toEqual(['valkey', 'rabbitmq'])
  for (const [name, { ports, networks, restart }] of Object.entries(changes.services)) {
    const service = base.services[name]
    expect(service?.healthcheck).toBeDefined()
    // Otherwise compose would start that too.
    expect(service?.depends_on).toBeUndefined()
    expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1::\d+$/)])
    expect(networks.map((network) => base.networks[network])).toEqual([{ internal: false }])
    // What a run that was cut short left would come back with the engine.
    expect(restart).toBe('no')
  }
})

test('what they store is in volumes of the project, which go with it', () => {
  const volumes = ['valkey', 'rabbitmq'].flatMap((name) => base.services[name]?.volumes ?? [])
  const named = volumes.map((volume) => volume.split(':')[0] ?? '')
  for (const name of named.filter((volume) => !volume.startsWith('./'))) {
    // Neither external nor of a fixed name.
    expect(base.volumes[name]).toEqual({})
  }
})

test('a run has a name and every value that docker-compose.yml must have', () => {
  const [one, other] = [describeProject(), describeProject()]
  expect(one.name).not.toBe(other.name)
  const compose = read('docker-compose.yml')
  const needed = new Set([...compose.matchAll(/\$\{(\w+):\?\}/g)].map(([, name]) => name))
  expect(needed.size).toBeGreaterThan(5)
  expect(new Set(Object.keys(one.env))).toEqual(needed)
  for (const [name, value] of Object.entries(one.env)) expect(value).not.toBe(other.env[name])
  // The operator's .env is left alone.
  expect(one.args[one.args.indexOf('--env-file') + 1]).toBe('/dev/null')
  // The names that the addresses of tests are made of.
  expect(base.services.rabbitmq?.environment).toEqual({
    RABBITMQ_DEFAULT_USER: 'rendez',
    RABBITMQ_DEFAULT_PASS: '${RABBITMQ_PASSWORD:?}',
  })
})
