import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isTold } from './is-told.ts'
import { expectThat, type Scenario, type Stage } from './scenario.ts'
import { fillDisk, mountSmallDisk } from './small-disk.ts'
import { tellBroker } from './tell-broker.ts'
import { waitFor } from './wait-for.ts'
import { withClients } from './with-clients.ts'

const DISK_MEGABYTES = 200
// Below the limit of deploy/rabbitmq.conf, and enough for the broker to write its log.
const LEFT_MEGABYTES = 20
// What it had taken before is delivered meanwhile.
const AFTERMATH_MS = 5_000
const WAITING_MS = 12_000

export const brokerDisk = {
  'broker-without-disk': {
    promise:
      'while RabbitMQ has less room than its limit bookings go on and mail waits, and afterwards every mail is sent once',
    prepare: async () => mountSmallDisk('rabbitmqDirectory', DISK_MEGABYTES),
    play: (stage) => withClients(stage, () => takeRoom(stage)),
  },
} satisfies Record<string, Scenario>

async function takeRoom(stage: Stage): Promise<void> {
  const { world } = stage
  const ballast = join(world.rabbitmqDirectory, 'ballast')
  await delay(2_000)
  await stage.disturb('no disk', 'rabbitmq', async () => {
    fillDisk(world.rabbitmqDirectory, ballast, LEFT_MEGABYTES)
    await untilBlocked(stage)
    await delay(AFTERMATH_MS)
    const before = world.now()
    const intents = [stage.newBooking(), stage.newBooking()]
    for (const intent of intents) {
      expectThat((await stage.pursue(stage.first, intent)).result === 'done', 'a time is booked')
    }
    await delay(WAITING_MS)
    const booked = stage.history
      .read()
      .filter(
        ({ intent, outcome, from }) =>
          intent.action === 'book' && outcome === 'ok' && from > before,
      )
    expectThat(booked.length > intents.length, 'the clients book as well')
    const told = booked.filter(({ intent }) => isTold(stage, intent)).length
    expectThat(told === 0, `mail waits: it came to ${told} of ${booked.length}`)
    rmSync(ballast)
    await waitFor('their mail is sent', () => intents.every((intent) => isTold(stage, intent)), 90)
  })
}

/** The broker says so to whoever publishes. It looks at its disk every ten seconds. */
async function untilBlocked(stage: Stage): Promise<void> {
  await tellBroker(stage, async (channel, connection) => {
    let isBlocked = false
    connection.once('blocked', () => {
      isBlocked = true
    })
    await waitFor('the broker takes no more', () => {
      channel.publish('', 'nobody', Buffer.from('is there room?'))
      return isBlocked
    })
  })
}
