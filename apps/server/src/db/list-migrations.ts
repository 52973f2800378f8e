import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { z } from 'zod'

export type Migration = {
  /** Such as `0002_booking_functions`. */
  tag: string
  /** Drizzle's stamp, which names the migration in the database. */
  createdAt: number
  hash: string
  statements: string[]
  /** False: it builds indexes while others write, which PostgreSQL does outside of transactions only. */
  inTransaction: boolean
  /** What takes it back; null when nobody wrote it. */
  wayBack: string | null
  /** What is lost when it is taken back, in words; null when nothing is. */
  loses: string | null
}

export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

const journalSchema = z.object({
  entries: z.array(z.object({ tag: z.string(), when: z.number() })),
})

/** The migrations of this release in order, by the journal that drizzle keeps. */
export function listMigrations(folder: string = migrationsFolder): Migration[] {
  const text = readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')
  const { entries } = journalSchema.parse(JSON.parse(text))
  const files = readMigrationFiles({ migrationsFolder: folder })
  return entries.map(({ tag, when }, position) => {
    const file = files[position]
    if (file === undefined) throw new Error(`the migration ${tag} has no file`)
    const wayBack = readWayBack(folder, tag)
    const [, loses = null] = /^-- Loses: (.+)$/m.exec(wayBack ?? '') ?? []
    const { hash, sql: statements } = file
    const inTransaction = !statements[0]?.startsWith('-- Without transaction\n')
    return { tag, createdAt: when, hash, statements, inTransaction, wayBack, loses }
  })
}

function readWayBack(folder: string, tag: string): string | null {
  const file = join(folder, `${tag}.down.sql`)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
