import type { Database } from '../../db/client.ts'
import type { HostChanged, ReadForHost } from './availability.module.ts'

/** What modules are given where nothing is cached and there is no replica. */
export function uncached(database: Database): {
  hostChanged: HostChanged
  readForHost: ReadForHost
} {
  return { hostChanged: async () => {}, readForHost: (_hostId, work) => work(database) }
}
