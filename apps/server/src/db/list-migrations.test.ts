import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listMigrations } from './list-migrations.ts'

test('a migration says in its first line that it is applied without transaction', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rendez-list-'))
  const texts = {
    '0000_table': 'create table notes (n integer);\n-- Without transaction\n',
    '0001_index': `-- Without transaction
drop index concurrently if exists notes_n;
--> statement-breakpoint
create index concurrently notes_n on notes (n);
`,
  }
  mkdirSync(join(folder, 'meta'))
  for (const [tag, text] of Object.entries(texts)) writeFileSync(join(folder, `${tag}.sql`), text)
  writeFileSync(join(folder, '0001_index.down.sql'), 'drop index notes_n')
  const entries = Object.keys(texts).map((tag, idx) => ({ idx, tag, when: idx, breakpoints: true }))
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ entries }))

  const migrations = listMigrations(folder)
  rmSync(folder, { recursive: true })
  expect(migrations).toMatchObject([
    { tag: '0000_table', inTransaction: true, wayBack: null },
    { tag: '0001_index', inTransaction: false, wayBack: 'drop index notes_n' },
  ])
  // Each is sent by itself: two in one text would be a transaction.
  expect(migrations[1]?.statements).toHaveLength(2)
})
