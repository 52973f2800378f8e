import { setTimeout as delay } from 'node:timers/promises'
import { findProgram } from '../../scripts/services/find-program.ts'
import type { ServerNode } from '../world/server-node.ts'
import { countDone } from './count-done.ts'
import { isTold } from './is-told.ts'
import { expectThat, type Prepared, type Scenario, type Stage } from './scenario.ts'
import { tellBroker } from './tell-broker.ts'
import { waitFor } from './wait-for.ts'
import { withClients } from './with-clients.ts'

const LOAD_MS = 12_000
const TEN_MINUTES_MS = 600_000
const MAIL_SECONDS = 60
// A node that has not ended by then is killed: scripts/services/start-service.ts.
const FORCE_MS = 9_500

/** What goes wrong while everybody is at work. */
export const underLoad = {
  'moved-clocks': {
    promise:
      'processes whose clocks are ten minutes wrong, in both directions, agree on everything',
    prepare: moveClocks,
    play: async (stage) => {
      const { first, second, world } = stage
      const late = await readClock(second.url)
      for (const { name, url } of [first, world.worker]) {
        const apart = (await readClock(url)) - late - 2 * TEN_MINUTES_MS
        expectThat(Math.abs(apart) < 30_000, `${name} and ${second.name} are 20 minutes apart`)
      }
      const since = world.now()
      await withClients(stage, () => delay(LOAD_MS))
      for (const { name: server } of [first, second]) {
        expectThat(countDone(stage, { action: 'book', server, since }) > 0, `${server} books`)
      }
    },
  },
  'unbound-exchange': {
    promise: 'a queue that is unbound, or deleted, is made again, and every mail is sent once',
    play: (stage) =>
      withClients(stage, async () => {
        await delay(2_000)
        await tellBroker(stage, (channel) =>
          channel.unbindQueue('rendez.notifications', 'rendez.events', 'notifications.#'),
        )
        await expectMail(stage)
        await delay(LOAD_MS / 2)
        await tellBroker(stage, (channel) => channel.deleteQueue('rendez.notifications'))
        await expectMail(stage)
        await delay(LOAD_MS / 2)
      }),
  },
  'rolling-restart': {
    promise: 'no request fails at a rolling restart that its client cannot repeat with success',
    play: async (stage) => {
      await withClients(stage, async () => {
        for (const node of [stage.first, stage.second, stage.world.worker]) {
          await delay(2_000)
          await restart(stage, node)
        }
      })
      const failed = stage.history.read().filter(({ outcome }) => outcome === 'unknown')
      const reasons = new Set(failed.map((one) => (one.outcome === 'unknown' ? one.reason : '')))
      const strange = [...reasons].filter((reason) => !RESTARTING.includes(reason))
      expectThat(strange.length === 0, `requests failed with nothing but a restart: ${strange}`)
      const untold = await findUntold(stage)
      expectThat(untold.length === 0, `who has booked was told so in the end: ${untold}`)
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

/** Who books now is told of it by mail, by a worker that nobody has started anew. */
async function expectMail(stage: Stage): Promise<void> {
  const intent = stage.newBooking()
  const { result } = await stage.pursue(stage.first, intent)
  expectThat(result === 'done', 'a time is booked')
  await waitFor('its mail is sent', () => isTold(stage, intent), MAIL_SECONDS)
}

async function restart(stage: Stage, node: ServerNode): Promise<void> {
  const { world } = stage
  await stage.disturb('restarted', node.name, async () => {
    const begun = world.now()
    await node.stop()
    const spent = Math.round(world.now() - begun)
    expectThat(spent < FORCE_MS, `${node.name} ends by itself, not by force after ${spent} ms`)
    await node.start()
  })
  const since = world.now()
  const { name: server } = node
  if (node === world.worker) return
  await waitFor(
    `${server} books again`,
    () => countDone(stage, { action: 'book', server, since }) > 0,
  )
}

/** Guests who have a booking and were never told of it, although they asked until they were answered. */
async function findUntold({ world, history }: Stage): Promise<string[]> {
  const rows = await world.sql<{ address: string }[]>`select invitee_email as address from bookings`
  const told = new Set(
    history
      .read()
      .filter(({ intent, outcome }) => intent.action === 'book' && outcome === 'ok')
      .map(({ intent }) => intent.inviteeEmail),
  )
  return rows.map(({ address }) => address).filter((address) => !told.has(address))
}
