import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Starts one PostgreSQL for all test files of a project: see createTestDatabase.
const database = fileURLToPath(
  new URL('apps/server/src/db/test-database.global.ts', import.meta.url),
)

// Starts one Redis, and one RabbitMQ when it is needed: see scripts/services.
const services = fileURLToPath(new URL('apps/server/src/test-services.global.ts', import.meta.url))

// For whatever waits: nothing does in vain, and a machine that others use too may take its time.
const patience = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 15_000 } },
}

// One run over every workspace: each project keeps its own root, so tests name files relative to it.
const project = (name: string, root: string, globalSetup: string[] = []) => ({
  test: {
    name,
    root,
    globalSetup,
    include: ['src/**/*.test.{ts,tsx}'],
    ...patience,
  },
})

export default defineConfig({
  test: {
    // One more than the cores that are counted on: many files wait for servers, not for a core.
    maxWorkers: 3,
    // A worker loads a module once, not once a file. So nothing may be left in one: no test stubs an
    // import or sets a variable of the process, and whoever stops the clock starts it again.
    isolate: false,
    projects: [
      project('core', 'packages/core'),
      project('icalendar', 'packages/icalendar'),
      project('contract', 'packages/contract'),
      project('client', 'packages/client'),
      project('emails', 'packages/emails'),
      project('server', 'apps/server', [database, services]),
      project('web', 'apps/web'),
      { test: { name: 'scripts', root: 'scripts', include: ['**/*.test.ts'], ...patience } },
      {
        test: {
          name: 'bench',
          root: 'bench',
          globalSetup: [database],
          include: ['**/*.test.ts'],
          ...patience,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'chaos',
          root: 'chaos',
          include: ['**/*.test.ts'],
          ...patience,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          root: 'apps/web',
          globalSetup: [database],
          include: ['e2e/**/*.e2e.test.ts'],
          // Each has a browser and a server: more would take the two cores from one another.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...patience,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
