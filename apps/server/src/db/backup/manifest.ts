import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { BackupError } from './backup-error.ts'

export const manifestFile = 'manifest.json'

const tableSchema = z.object({
  /** Such as `public.bookings`, quoted where it must be. */
  name: z.string(),
  columns: z.array(z.string()),
  file: z.string().regex(/^[\w.-]+\.copy\.gz$/),
  rows: z.int(),
  bytes: z.int(),
  sha256: z.string(),
})

const manifestSchema = z.object({
  format: z.literal('rendez-backup'),
  version: z.literal(1),
  createdAt: z.string(),
  migrations: z.array(z.object({ tag: z.string(), createdAt: z.number(), hash: z.string() })),
  /** In the order of their references. */
  tables: z.array(tableSchema),
  partitions: z.array(z.object({ parent: z.string(), name: z.string(), bound: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
})

export type Manifest = z.infer<typeof manifestSchema>
export type BackupTable = Manifest['tables'][number]

/**
 * Reads what a backup says of itself and holds every file against it.
 * @throws BackupError when the directory is no backup, or a file is missing or damaged
 */
export async function readManifest(directory: string): Promise<Manifest> {
  const path = join(directory, manifestFile)
  if (!existsSync(path))
    throw new BackupError(`${directory} is no backup: no ${manifestFile} in it`)
  const result = manifestSchema.safeParse(parseJson(readFileSync(path, 'utf8')))
  if (!result.success) {
    throw new BackupError(`${path} is not the manifest of a backup that this release can read`)
  }
  for (const table of result.data.tables) await checkFile(join(directory, table.file), table)
  return result.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function checkFile(path: string, { bytes, sha256 }: BackupTable): Promise<void> {
  if (!existsSync(path)) throw new BackupError(`the backup is not complete: ${path} is missing`)
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  if (statSync(path).size !== bytes || hash.digest('hex') !== sha256) {
    throw new BackupError(`the backup is damaged: ${path} is not what was written`)
  }
}
