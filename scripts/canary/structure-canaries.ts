import type { Canary } from './canary.ts'

const server = 'apps/server/src'
const longFile = 'export const line = 1\n'.repeat(301)
const importing = (specifier: string) => `import { thing } from '${specifier}'\n`
const migration = (tag: string) => `${server}/db/migrations/${tag}.sql`

/** One violation of each structure check. */
export const structureCanaries: Canary[] = [
  { path: `${server}/modules/bookings/claim.ts`, text: '', caughtBy: 'not a kind of file' },
  {
    path: `${server}/modules/bookings/bookings.service.ts`,
    text: '',
    caughtBy: 'not a kind of file',
  },
  { path: `${server}/modules/bookings/slot-utils.ts`, text: '', caughtBy: 'says nothing' },
  { path: 'apps/web/src/helpers/time.ts', text: '', caughtBy: 'says nothing' },
  { path: 'packages/core/src/timeZones/shift.ts', text: '', caughtBy: 'is not kebab-case' },
  { path: 'packages/core/src/slots/long-file.ts', text: longFile, caughtBy: '301 lines' },
  {
    path: `${server}/modules/bookings/reach-package.ts`,
    text: importing('../../../../../packages/core/src/slots/verdict.ts'),
    caughtBy: 'by its name',
  },
  {
    path: 'apps/web/src/lib/import-server.ts',
    text: "export type { Config } from '@rendez/server'\n",
    caughtBy: 'nobody imports an app',
  },
  {
    path: 'packages/client/src/import-web.ts',
    text: "const load = () => import('@rendez/web')\n",
    caughtBy: 'nobody imports an app',
  },
  {
    path: `${server}/modules/bookings/steps/reach-module.ts`,
    text: importing('../../hosts/create-host.ts'),
    caughtBy: 'entered through',
  },
  {
    path: `${server}/modules/bookings/reach-context.ts`,
    text: importing('../../modules.ts'),
    caughtBy: 'may not import modules.ts',
  },
  {
    path: `${server}/adapters/mailer/reach-settings.ts`,
    text: importing('../../config.ts'),
    caughtBy: 'may not import config.ts',
  },
  {
    path: `${server}/http/reach-infrastructure.ts`,
    text: importing('../infrastructure.ts'),
    caughtBy: 'may not import infrastructure.ts',
  },
  {
    path: 'ARCHITECTURE.md',
    text: 'Bookings are made in `apps/server/src/modules/bookings/make-booking-somehow.ts`.\n',
    caughtBy: 'does not exist',
  },
  {
    path: migration('0901_drop'),
    text: 'ALTER TABLE "hosts" DROP COLUMN "username";\n',
    caughtBy: 'drops a column',
  },
  {
    path: migration('0902_index'),
    text: 'CREATE INDEX "hosts_name" ON "hosts" USING btree ("display_name");\n',
    caughtBy: 'keeps everybody from writing to hosts',
  },
  {
    path: migration('0903_index_in_transaction'),
    text: 'CREATE INDEX CONCURRENTLY hosts_name ON hosts (display_name);\n',
    caughtBy: 'with the first line',
  },
  {
    path: migration('0904_index_once'),
    text: '-- Without transaction\nCREATE INDEX CONCURRENTLY hosts_name ON hosts (display_name);\n',
    caughtBy: 'of the same name',
  },
  {
    path: migration('0905_more_than_indexes'),
    text: '-- Without transaction\nDROP TABLE hosts;\n',
    caughtBy: 'nothing else',
  },
  { path: '.env.example', text: '# PORT=80\n', caughtBy: 'describeSettings' },
  { path: 'docs/setup.md', text: `cd /${'home'}/ada/rendez\n`, caughtBy: 'path of one machine' },
]
