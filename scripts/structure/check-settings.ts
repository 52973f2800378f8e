import type { Check } from './source-file.ts'

/** .env.example is what the table of settings says it is. */
export function checkSettings(described: string): Check {
  return (files) => {
    const example = files.find(({ path }) => path === '.env.example')
    if (example?.text === described) return []
    const message =
      'is not what describeSettings() of apps/server/src/config.ts gives: write that there'
    return [{ path: '.env.example', message }]
  }
}
