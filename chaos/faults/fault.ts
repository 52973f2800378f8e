import type { Random } from '../random.ts'
import type { World } from '../world/open-world.ts'

/** A way to break something of a world for a while. */
export type Fault = {
  /** What it breaks, of those that there are: faults of one lane come one after the other. */
  lane: 'process' | 'service'
  /** How often it comes, beside the others of its lane. */
  weight: number
  /** Milliseconds for which it lasts, at the least and at the most. */
  lasts: readonly [number, number]
  /** Breaks it, and gives whom that concerns and what mends it. */
  begin(world: World, random: Random): Promise<Begun>
}

export type Begun = {
  /** A process, a service, or the line of a process to one. */
  target: string
  /** Resolves when it answers again. */
  end(): Promise<void>
}
