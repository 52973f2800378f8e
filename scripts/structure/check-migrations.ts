import type { Check, SourceFile } from './source-file.ts'

const MIGRATION = /^apps\/server\/src\/db\/migrations\/\d{4}_\w+\.sql$/
const MARK = '-- Without transaction\n'
const BREAK = '--> statement-breakpoint'
const COMMENT = /^\s*--.*$/gm
const NAME = String.raw`"?([\w.]+)"?`
const INDEX = new RegExp(
  String.raw`\bCREATE (?:UNIQUE )?INDEX (CONCURRENTLY )?(?:IF NOT EXISTS )?${NAME} ON (?:ONLY )?${NAME}`,
  'gi',
)
const DROPPED = new RegExp(`^DROP INDEX CONCURRENTLY IF EXISTS ${NAME}$`, 'i')
// No index is built concurrently on a table that has partitions.
const PARTITIONED = ['bookings', 'archive.bookings']

/** A migration may be applied while the release before it serves. */
export const checkMigrations: Check = (files) =>
  files
    .filter(({ path }) => MIGRATION.test(path))
    .flatMap((file) => listObjections(file).map((message) => ({ path: file.path, message })))

function listObjections({ text }: SourceFile): string[] {
  const statements = text
    .split(BREAK)
    .map((statement) => statement.replaceAll(COMMENT, '').replaceAll(/\s+/g, ' ').trim())
    .map((statement) => statement.replace(/;$/, ''))
  if (text.startsWith(MARK)) return objectToConcurrent(statements)
  return [
    ...objectToIndexes(statements.join(' ; ')),
    ...objectToDrops(statements.join(' ; '), text),
  ]
}

/** It is applied again from its start when it was cut short, and an index that failed is left behind. */
function objectToConcurrent(statements: string[]): string[] {
  const expected = statements.every((statement, position) => {
    const [[, , name] = []] = statement.matchAll(INDEX)
    if (name === undefined) return DROPPED.test(statement)
    const dropped = DROPPED.exec(statements[position - 1] ?? '')?.[1]
    return /CONCURRENTLY/i.test(statement) && dropped === name
  })
  return expected
    ? []
    : [
        'a migration without transaction is DROP INDEX CONCURRENTLY IF EXISTS, then CREATE INDEX CONCURRENTLY of the same name, and nothing else',
      ]
}

function objectToIndexes(sql: string): string[] {
  return [...sql.matchAll(INDEX)]
    .filter(([, concurrently, , table = '']) => {
      const isNew = new RegExp(`CREATE TABLE "?${table}"?\\W`, 'i').test(sql)
      return concurrently !== undefined || !(isNew || PARTITIONED.includes(table))
    })
    .map(
      ([, , index, table]) =>
        `${index} keeps everybody from writing to ${table} while it is built: CREATE INDEX CONCURRENTLY, in a migration of its own with the first line "${MARK.trim()}"`,
    )
}

function objectToDrops(sql: string, text: string): string[] {
  if (!/\bDROP COLUMN\b/i.test(sql) || /^-- Unused since: .+$/m.test(text)) return []
  return [
    'drops a column: let a release go by that does not use it, then say which in a line "-- Unused since: <release>"',
  ]
}
