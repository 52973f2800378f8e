import { type Config, SettingsError } from './config.ts'

/** What an instance does: answer requests, carry out what follows from them, or both. */
export const roles = ['api', 'worker', 'all'] as const

export type Role = (typeof roles)[number]

const shared = {
  DATABASE_URL: 'databaseUrl',
  REDIS_URL: 'redisUrl',
  AMQP_URL: 'amqpUrl',
} as const satisfies Record<string, keyof Config>

/** The settings without which an instance has parts that no other one can share. */
export function listUnshared(config: Config): string[] {
  return Object.entries(shared)
    .filter(([, key]) => config[key] === null)
    .map(([name]) => name)
}

/** @throws SettingsError when the role is half of the work, and there can be no other half */
export function assertRole(role: Role, config: Config): void {
  const missing = listUnshared(config)
  if (role === 'all' || missing.length === 0) return
  const other = role === 'api' ? 'worker' : 'api'
  throw new SettingsError(
    missing
      .map((name) => `${name} is missing: --role ${role} shares it with a server of role ${other}`)
      .join('\n'),
  )
}
