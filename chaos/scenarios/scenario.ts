import type { Disturbance } from '../checker/evidence.ts'
import type { Secrets } from '../clients/describe-request.ts'
import type { Result } from '../clients/pursue-intent.ts'
import type { Clients } from '../clients/run-clients.ts'
import type { History } from '../history/open-history.ts'
import type { Intent } from '../history/operation.ts'
import type { Offers } from '../world/make-hosts.ts'
import type { World, WorldOptions } from '../world/open-world.ts'
import type { ServerNode } from '../world/server-node.ts'

/** One fault by itself. The checker judges what is left; what else must be true it says by throwing. */
export type Scenario = {
  /** What must be true, in a sentence. */
  promise: string
  /** Makes what its world needs; what that throws is why it cannot be played here. */
  prepare?(): Promise<Prepared>
  play(stage: Stage): Promise<void>
}

export type Prepared = Partial<WorldOptions> & {
  /** Takes back what was prepared. */
  clear?(): void
}

export type Stage = {
  world: World
  offers: Offers
  history: History
  /** The two processes that are spoken to. */
  first: ServerNode
  second: ServerNode
  /** A request for a time that nobody else asks for, with a key of its own. */
  newBooking(): Intent
  /** Asks one server once. */
  ask(server: ServerNode, intent: Intent, secrets?: Secrets): Promise<Result | 'unknown'>
  /** Asks until it is known. */
  pursue(server: ServerNode, intent: Intent): Promise<Result>
  /** Sets clients to work. */
  startClients(): Promise<Clients>
  /** Notes that something is broken while this is done. */
  disturb(kind: string, target: string, work: () => Promise<void>): Promise<void>
  disturbances: Disturbance[]
}

/** What a scenario found that must not be. */
export class NotAsPromised extends Error {
  override readonly name = 'NotAsPromised'
}

/** @throws NotAsPromised */
export function expectThat(isSo: boolean, what: string): void {
  if (!isSo) throw new NotAsPromised(what)
}
