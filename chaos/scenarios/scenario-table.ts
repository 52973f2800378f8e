import { brokerDisk } from './broker-disk.ts'
import { halfOpen } from './half-open.ts'
import { heldWrites } from './held-writes.ts'
import { postgresDisk } from './postgres-disk.ts'
import type { Scenario } from './scenario.ts'
import { underLoad } from './under-load.ts'

/** Every single fault, by name. */
export const scenarioTable: ReadonlyMap<string, Scenario> = new Map(
  Object.entries<Scenario>({
    ...heldWrites,
    ...underLoad,
    ...postgresDisk,
    ...brokerDisk,
    ...halfOpen,
  }),
)
