import { expectThat, type Stage } from './scenario.ts'

/** Does this while clients are at work, and waits then until each of them knows what became of its wishes. */
export async function withClients(stage: Stage, work: () => Promise<void>): Promise<void> {
  const clients = await stage.startClients()
  try {
    await work()
  } finally {
    await clients.stop()
  }
  const left = await clients.settle(60_000)
  expectThat(left === 0, `${left} requests are answered after all`)
}
