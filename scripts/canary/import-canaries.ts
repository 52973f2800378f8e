import type { Canary } from './canary.ts'

const server = 'apps/server/src'
const modules = `${server}/modules`

function imports(path: string, specifier: string): Canary {
  const text = `import { thing } from '${specifier}'\n\nexport const planted = thing\n`
  return { path, text, caughtBy: 'noRestrictedImports' }
}

/** One import that each room's rule refuses. */
export const importCanaries: Canary[] = [
  imports('packages/core/src/slots/reads-schema.ts', 'zod'),
  imports('packages/core/src/slots/binds-temporal.ts', '@js-temporal/polyfill'),
  imports('packages/icalendar/src/reads-schema.ts', 'zod'),
  imports('packages/contract/src/queries.ts', 'drizzle-orm'),
  imports('packages/contract/src/serves.ts', 'hono'),
  imports('packages/client/src/computes.ts', '@rendez/core'),
  imports('packages/emails/src/decides.ts', '@rendez/contract'),
  imports('chaos/imports-app.ts', '@rendez/server'),
  imports(`${server}/ports/knows-database.ts`, '../db/client.ts'),
  imports(`${server}/adapters/mailer/knows-module.ts`, '../../modules/bookings/bookings.module.ts'),
  imports(`${server}/adapters/mailer/queries.ts`, 'drizzle-orm'),
  imports(`${server}/outbox/knows-module.ts`, '../modules/bookings/bookings.module.ts'),
  imports(`${server}/outbox/queries.ts`, 'drizzle-orm'),
  imports(`${server}/db/serves.ts`, '../http/app.ts'),
  imports(`${server}/http/knows-module.ts`, '../modules/bookings/create-booking.ts'),
  imports(`${server}/http/queries.ts`, 'postgres'),
  imports(`${modules}/bookings/plant-query.ts`, 'drizzle-orm'),
  imports(`${modules}/bookings/plant-column.ts`, 'drizzle-orm/pg-core'),
  imports(`${modules}/bookings/plant-driver.ts`, 'postgres'),
  imports(`${modules}/bookings/plant-adapter.ts`, '../../adapters/clock/system-clock.ts'),
  imports(`${modules}/bookings/plant-settings.ts`, '../../config.ts'),
  imports(`${modules}/bookings/plant-transport.ts`, 'hono'),
  imports(`${modules}/bookings/plant-route.ts`, '../../http/app.ts'),
  imports(`${modules}/bookings/plant-insides.ts`, '../hosts/hosts.repository.ts'),
  imports(`${modules}/bookings/planted.repository.ts`, '../hosts/create-host.ts'),
  imports(`${modules}/bookings/planted.table.ts`, '../hosts/hosts.repository.ts'),
  imports('apps/web/src/dashboard/queries.ts', 'drizzle-orm'),
  imports('apps/web/src/dashboard/serves.ts', 'hono'),
  imports('apps/web/src/ui/knows-scheduling.ts', '@rendez/core'),
  imports('apps/web/src/ui/knows-screen.ts', '../dashboard/screen.tsx'),
]
