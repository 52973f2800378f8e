import type { SourceFile } from '../structure/source-file.ts'

const server = 'apps/server/src'
const uses = (...specifiers: string[]) => {
  const lines = specifiers.map(
    (specifier, index) => `import { thing${index} } from '${specifier}'\n`,
  )
  const names = specifiers.map((_, index) => `thing${index}`)
  return `${lines.join('')}\nexport const all = [${names.join(', ')}]\n`
}

/** What the rules allow, planted beside the violations: a linter that reports everything proves nothing. */
export const honestFiles: SourceFile[] = [
  { path: 'packages/core/src/temporal.ts', text: uses('@js-temporal/polyfill') },
  { path: 'packages/core/src/slots/honest-slot.ts', text: uses('../temporal.ts', './verdict.ts') },
  {
    path: 'packages/contract/src/honest.schemas.ts',
    text: uses('@rendez/core', '@trpc/server', 'zod'),
  },
  { path: 'packages/client/src/honest-client.ts', text: uses('@rendez/contract', '@trpc/client') },
  { path: `${server}/config.ts`, text: 'export const port = process.env.PORT\n' },
  {
    path: `${server}/adapters/clock/honest-clock.ts`,
    text: 'export const now = () => Date.now()\n',
  },
  {
    path: `${server}/modules/bookings/honest-date.ts`,
    text: 'export const planted = (at: number) => new Date(at)\n',
  },
  {
    path: `${server}/modules/bookings/honest-booking.ts`,
    text: uses(
      '@rendez/core',
      '../../ports/clock.ts',
      '../hosts/hosts.module.ts',
      './bookings.repository.ts',
    ),
  },
  {
    path: `${server}/modules/bookings/honest.table.ts`,
    text: uses('drizzle-orm/pg-core', '../hosts/hosts.table.ts'),
  },
  {
    path: `${server}/modules/bookings/honest.repository.ts`,
    text: uses('drizzle-orm', '../../db/client.ts', '../hosts/hosts.table.ts', './honest.table.ts'),
  },
  { path: `${server}/http/honest-app.ts`, text: uses('@rendez/contract', 'hono', '../modules.ts') },
  {
    path: `${server}/modules/bookings/honest-booking.test.ts`,
    text: `import { test } from 'vitest'\n\ntest('a long story', () => {\n${'  void 0\n'.repeat(60)}})\n`,
  },
  {
    path: `${server}/db/migrations/0911_honest_drop.sql`,
    text: '-- Unused since: 1.4\nALTER TABLE "hosts" DROP COLUMN "username";\n',
  },
  {
    path: `${server}/db/migrations/0912_honest_index.sql`,
    text: `-- Without transaction
-- What a list of hosts is sorted by.
DROP INDEX CONCURRENTLY IF EXISTS hosts_name;
--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY hosts_name ON hosts (display_name);
`,
  },
  {
    path: `${server}/db/migrations/0913_honest_table.sql`,
    text: `CREATE TABLE "notes" ("id" uuid);--> statement-breakpoint
CREATE INDEX "notes_id" ON "notes" USING btree ("id");
`,
  },
  { path: `${server}/db/migrations/0914_way_back.down.sql`, text: 'ALTER TABLE a DROP COLUMN b;' },
  {
    path: 'apps/web/src/dashboard/honest-screen.ts',
    text: uses('@rendez/contract', '@rendez/core'),
  },
]
