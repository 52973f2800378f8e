import { defineConfig } from 'vitest/config'

// One run over every workspace: each project keeps its own root, so tests name files relative to it.
const project = (name: string, root: string) => ({
  test: { name, root, include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
})

export default defineConfig({
  test: {
    projects: [
      project('core', 'packages/core'),
      project('icalendar', 'packages/icalendar'),
      project('contract', 'packages/contract'),
      project('client', 'packages/client'),
      project('emails', 'packages/emails'),
      project('server', 'apps/server'),
      project('web', 'apps/web'),
    ],
  },
})
