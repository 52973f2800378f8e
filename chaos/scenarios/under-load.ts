import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findProgram } from '../../scripts/services/find-program.ts'
import { expectThat, type Prepared, type Scenario, type Stage } from './scenario.ts'
import { fillDisk, mountSmallDisk } from './small-disk.ts'
import { tellBroker } from './tell-broker.ts'
import { waitFor } from './wait-for.ts'
import { withClients } from './with-clients.ts'

const LOAD_MS = 12_000
const TEN_MINUTES_MS = 600_000

/** What goes wrong while everybody is at work. */
export const underLoad = {
  'moved-clocks': {
    promise:
      'processes whose clocks are ten minutes wrong, in both directions, agree on everything',
    prepare: moveClocks,
    play: async (stage) => {
      const { first, second } = stage
      const apart = (await readClock(first.url)) - (await readClock(second.url))
      expectThat(Math.abs(apart - 2 * TEN_MINUTES_MS) < 30_000, 'the clocks are 20 minutes apart')
      await withClients(stage, () => delay(LOAD_MS))
    },
  },
  'full-disk': {
    promise: 'while PostgreSQL has no room nothing is lost, and afterwards bookings are made again',
    prepare: async () => mountSmallDisk('postgresDirectory', 220),
    play: (stage) => withClients(stage, () => takeRoom(stage)),
  },
  'half-open-connections': {
    promise:
      'a server whose lines carry nothing fails in time, and the others are not kept waiting',
    play: (stage) => withClients(stage, () => stallLines(stage)),
  },
  'unbound-exchange': {
    promise: 'a queue that is unbound, or deleted, is made again, and every mail is sent once',
    play: (stage) =>
      withClients(stage, async () => {
        await delay(2_000)
        await tellBroker(stage, (channel) =>
          channel.unbindQueue('rendez.notifications', 'rendez.events', 'notifications.#'),
        )
        await delay(LOAD_MS / 2)
        await tellBroker(stage, (channel) => channel.deleteQueue('rendez.notifications'))
        await delay(LOAD_MS / 2)
      }),
  },
  'rolling-restart': {
    promise: 'no request fails at a rolling restart that its client cannot repeat with success',
    play: async (stage) => {
      await withClients(stage, async () => {
        for (const node of [stage.first, stage.second, stage.world.worker]) {
          await delay(2_000)
          await stage.disturb('restarted', node.name, async () => {
            await node.stop()
            await node.start()
          })
        }
      })
      const failed = stage.history.read().filter(({ outcome }) => outcome === 'unknown')
      const reasons = new Set(failed.map((one) => (one.outcome === 'unknown' ? one.reason : '')))
      const strange = [...reasons].filter((reason) => !RESTARTING.includes(reason))
      expectThat(strange.length === 0, `requests failed with nothing but a restart: ${strange}`)
    },
  },
} satisfies Record<string, Scenario>

// A connection that is kept alive may be closed at the moment in which it is used again.
const RESTARTING = ['ECONNRESET', 'EPIPE', 'socket hang up', 'SERVICE_UNAVAILABLE', 'status 503']

async function moveClocks(): Promise<Prepared> {
  const library = await findProgram({
    name: 'libfaketime',
    patterns: ['/usr/lib/*/faketime/libfaketime.so.1', '/usr/lib/faketime/libfaketime.so.1'],
    debianPackage: 'libfaketime',
    instead: 'no setting: the clock of one process cannot be moved without it',
  })
  const moved = (by: string) => ({
    LD_PRELOAD: library,
    FAKETIME: by,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    DONT_FAKE_MONOTONIC: '1',
  })
  // What is due is due by the database's clock: the worker's may be as wrong.
  const env = { 'server-1': moved('+600s'), 'server-2': moved('-600s'), worker: moved('+600s') }
  return { env }
}

async function readClock(url: string): Promise<number> {
  const answer = await fetch(`${url}/health`)
  await answer.body?.cancel()
  return Date.parse(answer.headers.get('date') ?? '')
}

async function takeRoom(stage: Stage): Promise<void> {
  const { world, history } = stage
  const directory = world.postgresDirectory
  const ballast = join(directory, 'ballast')
  await delay(3_000)
  await stage.disturb('full disk', 'postgres', async () => {
    const before = countUnknown(stage)
    fillDisk(directory, ballast, 0)
    await waitFor('somebody is refused for want of room', () => countUnknown(stage) > before, 90)
    await delay(5_000)
    rmSync(ballast)
    // What cannot write its log ends; whoever runs it starts it again.
    await world.postgres.kill()
    await world.postgres.start()
    const done = history.operations()
    await waitFor('requests are answered again', () => history.operations() > done + 20)
  })
  await delay(3_000)
}

function countUnknown({ history }: Stage): number {
  return history.read().filter(({ outcome, until }) => outcome === 'unknown' && until < Infinity)
    .length
}

async function stallLines(stage: Stage): Promise<void> {
  const { first, second, history } = stage
  const isDone = (server: string, after: number) =>
    history.read().some((one) => one.server === server && one.outcome === 'ok' && one.from > after)
  await delay(2_000)
  await stage.disturb('half-open', first.name, async () => {
    const { postgres, rabbitmq, redis } = first.lines
    for (const line of [postgres, rabbitmq, redis]) await line.setMode('stall')
    for (let turn = 0; turn < 3; turn += 1) {
      const since = stage.world.now()
      await waitFor('the other server goes on', () => isDone(second.name, since))
      await delay(8_000)
    }
    for (const line of [postgres, rabbitmq, redis]) {
      await line.setMode('carry')
      line.cut()
    }
    const since = stage.world.now()
    await waitFor('the server is back', () => isDone(first.name, since))
  })
}
