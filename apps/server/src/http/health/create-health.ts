import { withinPatience } from './within-patience.ts'

/** Something that the server relies on. */
export type HealthCheck = {
  /** Such as `database`. */
  name: string
  /** Nothing can be booked without it; without any other part the server is merely degraded. */
  essential: boolean
  /** Rejects when the part is of no use now. */
  check(): Promise<void>
}

export type PartHealth = {
  name: string
  status: 'up' | 'down'
  milliseconds: number
  /** Why it is down, for those who run the server. */
  reason?: string
}

export type HealthReport = {
  status: 'healthy' | 'degraded' | 'unhealthy'
  parts: PartHealth[]
}

export type Health = {
  /** How every part is. */
  examine(): Promise<HealthReport>
  /** The same of what is essential alone: never degraded. */
  examineEssentials(): Promise<HealthReport>
}

const PATIENCE_MS = 250

/** A part that does not answer within a quarter of a second counts as down. */
export function createHealth(checks: readonly HealthCheck[]): Health {
  const shared = checks.map((check) => ({ ...check, check: shareWhilePending(check.check) }))
  const essential = shared.filter((check) => check.essential)
  return {
    examine: () => examineAll(shared),
    examineEssentials: () => examineAll(essential),
  }
}

async function examineAll(checks: readonly HealthCheck[]): Promise<HealthReport> {
  const parts = await Promise.all(checks.map(examinePart))
  const down = checks.filter((_, index) => parts[index]?.status === 'down')
  if (down.length === 0) return { status: 'healthy', parts }
  return { status: down.some((check) => check.essential) ? 'unhealthy' : 'degraded', parts }
}

async function examinePart({ name, check }: HealthCheck): Promise<PartHealth> {
  const start = performance.now()
  const failure = await withinPatience(check(), PATIENCE_MS).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const milliseconds = Math.round((performance.now() - start) * 10) / 10
  if (failure === null) return { name, status: 'up', milliseconds }
  return { name, status: 'down', milliseconds, reason: failure }
}

// A part that hangs is asked once, however many want to know: each question may hold a connection.
function shareWhilePending(check: () => Promise<void>): () => Promise<void> {
  let pending: Promise<void> | undefined
  return () => {
    pending ??= check().finally(() => {
      pending = undefined
    })
    return pending
  }
}
