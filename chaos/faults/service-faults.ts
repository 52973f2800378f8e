import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { World } from '../world/open-world.ts'
import type { ServiceNode } from '../world/service-node.ts'
import type { Begun, Fault } from './fault.ts'

type Service = 'postgres' | 'redis' | 'rabbitmq'

/** What befalls a service that all processes use. */
export const serviceFaults = {
  'kill-postgres': onService('postgres', 4, [200, 3_000], kill),
  'end-backends': {
    lane: 'service',
    weight: 4,
    lasts: [0, 0],
    begin: async ({ sql }) => {
      await endBackends(sql)
      return { target: 'postgres', end: async () => {} }
    },
  },
  'kill-redis': onService('redis', 3, [200, 5_000], kill),
  'flush-redis': {
    lane: 'service',
    weight: 2,
    lasts: [0, 0],
    begin: async ({ redis }) => {
      await tellRedis(redis.url, 'FLUSHALL')
      return { target: 'redis', end: async () => {} }
    },
  },
  'pause-redis': onService('redis', 2, [500, 10_000], pause),
  // It takes seconds of a whole core to start.
  'kill-rabbitmq': onService('rabbitmq', 2, [200, 5_000], kill),
  'drop-mail': onMail('drop', 2),
  'refuse-mail': onMail('refuse', 1),
} satisfies Record<string, Fault>

function onService(
  name: Service,
  weight: number,
  lasts: Fault['lasts'],
  harm: (service: ServiceNode) => Promise<() => Promise<void>>,
): Fault {
  return {
    lane: 'service',
    weight,
    lasts,
    begin: async (world: World): Promise<Begun> => ({
      target: name,
      end: await harm(world[name]),
    }),
  }
}

async function kill(service: ServiceNode): Promise<() => Promise<void>> {
  await service.kill()
  return () => service.start()
}

async function pause(service: ServiceNode): Promise<() => Promise<void>> {
  service.pause()
  return async () => service.resume()
}

function onMail(mode: 'drop' | 'refuse', weight: number): Fault {
  return {
    lane: 'service',
    weight,
    lasts: [500, 4_000],
    begin: async ({ mail }) => {
      mail.setMode(mode)
      return { target: 'mail', end: async () => mail.setMode('accept') }
    },
  }
}

const CONNECTED_AGAIN_MS = 30_000

/** @throws when there is none to end for so long that they must have another name */
async function endBackends(sql: World['sql']): Promise<void> {
  const deadline = performance.now() + CONNECTED_AGAIN_MS
  for (;;) {
    const { count } = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'rendez %'`
    if (count > 0) return
    if (performance.now() > deadline) throw new Error('PostgreSQL knows no connection of a server')
    await delay(100)
  }
}

function tellRedis(url: string, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.once('connect', () => socket.write(`${command}\r\n`))
    socket.once('data', () => {
      socket.destroy()
      resolve()
    })
    socket.once('error', reject)
  })
}
