import type { Fault } from './fault.ts'
import { processFaults } from './process-faults.ts'
import { serviceFaults } from './service-faults.ts'

/** Everything that a run may break, by name. */
export const faultTable: ReadonlyMap<string, Fault> = new Map(
  Object.entries<Fault>({ ...processFaults, ...serviceFaults }),
)
