import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { World } from '../world/open-world.ts'
import { countDone } from './count-done.ts'
import type { Scenario, Stage } from './scenario.ts'
import { fillDisk, mountSmallDisk } from './small-disk.ts'
import { waitFor } from './wait-for.ts'
import { withClients } from './with-clients.ts'

const DISK_MEGABYTES = 220
const ENOUGH_BOOKINGS = 5

export const postgresDisk = {
  'full-disk': {
    promise: 'while PostgreSQL has no room nothing is lost, and afterwards bookings are made again',
    prepare: async () => mountSmallDisk('postgresDirectory', DISK_MEGABYTES),
    play: (stage) => withClients(stage, () => takeRoom(stage)),
  },
} satisfies Record<string, Scenario>

async function takeRoom(stage: Stage): Promise<void> {
  await delay(3_000)
  await stage.disturb('full disk', 'postgres', async () => {
    const before = countUnknown(stage)
    await withoutRoom(stage, async () => {
      await waitFor('somebody is refused for want of room', () => countUnknown(stage) > before, 90)
      await delay(5_000)
    })
    await untilBookedAgain(stage)
    await withoutRoom(stage, () => waitFor('PostgreSQL has ended', () => hasEndedWithoutLog(stage)))
    await untilBookedAgain(stage)
  })
}

async function withoutRoom({ world }: Stage, work: () => Promise<void>): Promise<void> {
  const ballast = join(world.postgresDirectory, 'ballast')
  try {
    fillDisk(world.postgresDirectory, ballast, 0)
    await work()
  } finally {
    rmSync(ballast)
  }
}

/** It needs a new file for its log, sooner than by what the clients write, and cannot do without. */
async function hasEndedWithoutLog({ world }: Stage): Promise<boolean> {
  if (!(await isListening(portOf(world)))) return true
  await world.sql`select pg_switch_wal(), pg_logical_emit_message(true, 'new', 'file')`.catch(
    () => {},
  )
  return false
}

/** Without room for rows PostgreSQL refuses; without room for its log it ends, and somebody starts it again. */
async function untilBookedAgain(stage: Stage): Promise<void> {
  const { world } = stage
  const since = world.now()
  await waitFor(
    'bookings are acknowledged again',
    async () => {
      if (!(await isListening(portOf(world)))) await world.postgres.start()
      return countDone(stage, { action: 'book', since }) >= ENOUGH_BOOKINGS
    },
    60,
  )
}

function portOf({ postgres }: World): number {
  return Number(new URL(postgres.url).port)
}

/** As PostgreSQL does while it recovers, and does not when it has ended. */
async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

function countUnknown({ history }: Stage): number {
  return history.read().filter(({ outcome, until }) => outcome === 'unknown' && until < Infinity)
    .length
}
