import type { History } from '../history/open-history.ts'
import type { Random } from '../random.ts'
import type { Offers } from '../world/make-hosts.ts'
import type { World } from '../world/open-world.ts'
import { ChaosClient } from './chaos-client.ts'
import { createTimeChooser } from './choose-time.ts'
import { sendRequest } from './send-request.ts'

type ClientsOptions = {
  world: World
  offers: Offers
  history: History
  random: Random
  count: number
}

export type Clients = {
  hasHolds: boolean
  /** Lets each finish what it is at, and resolves then. */
  stop(): Promise<void>
  /** Asks for what was left open until it is known; answers how many are left after `limitMs`. */
  settle(limitMs: number): Promise<number>
}

/** Sets clients to work, each with chances of its own. */
export async function startClients(options: ClientsOptions): Promise<Clients> {
  const { world, offers, history, random, count } = options
  const hasHolds = await knowsHolds(world)
  let over = false
  const times = createTimeChooser(offers, () => world.startedAt + world.now())
  const clients = Array.from({ length: count }, (_, index) => {
    const number = index + 1
    const own = random.fork(`client ${number}`)
    const doors = world.servers
    return new ChaosClient({
      number,
      times,
      hasHolds,
      history,
      doors,
      random: own,
      isOver: () => over,
    })
  })
  const running = Promise.all(clients.map((client) => client.run()))
  return {
    hasHolds,
    stop: async () => {
      over = true
      await running
    },
    settle: async (limitMs) => {
      const deadline = performance.now() + limitMs
      await Promise.all(
        clients.map((client) => client.settleOpen(() => performance.now() > deadline)),
      )
      return clients.reduce((sum, { open }) => sum + open.length, 0)
    },
  }
}

/** A server that knows holds refuses an empty one; any other has no such address. */
async function knowsHolds({ servers }: World): Promise<boolean> {
  const [server] = servers
  if (server === undefined) return false
  const { status } = await sendRequest(server.url, { method: 'POST', path: '/api/holds', body: {} })
  return status === 400
}
