import { brokerDisk } from './broker-disk.ts'
import { heldWrites } from './held-writes.ts'
import type { Scenario } from './scenario.ts'
import { underLoad } from './under-load.ts'

/** Every single fault, by name. */
export const scenarioTable: ReadonlyMap<string, Scenario> = new Map(
  Object.entries<Scenario>({ ...heldWrites, ...underLoad, ...brokerDisk }),
)
