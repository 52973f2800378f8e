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

/** The settings without which messages are kept in the data directory of one process, and seen nowhere else. */
export function listKept(config: Config): string[] {
  const senders = { SMTP_URL: config.smtpUrl, SMS_URL: config.smsUrl }
  return Object.entries(senders)
    .filter(([, url]) => url === null)
    .map(([name]) => name)
}

/** @throws SettingsError when the role is half of the work, and there can be no other half */
export function assertRole(role: Role, config: Config): void {
  if (role === 'all') return
  const other = role === 'api' ? 'worker' : 'api'
  const problems = listUnshared(config).map(
    (name) => `${name} is missing: --role ${role} shares it with a server of role ${other}`,
  )
  // By default it would be the port of this server alone, and a worker's answers no guest.
  if (config.publicUrl === null) {
    problems.push(`PUBLIC_URL is missing: --role ${role} needs it for links, in mails too`)
  }
  if (problems.length > 0) throw new SettingsError(problems.join('\n'))
}
