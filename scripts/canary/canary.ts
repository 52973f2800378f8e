import type { SourceFile } from '../structure/source-file.ts'

/** A violation that is planted, and what must report it. */
export type Canary = SourceFile & {
  /** A rule of Biome or the start of a plugin's message; part of the message of a structure check. */
  caughtBy: string
}
