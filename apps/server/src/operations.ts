import type { PrometheusMetrics, Sample } from './adapters/metrics/prometheus-metrics.ts'
import type { Database } from './db/client.ts'
import { countPartitionsAhead } from './db/count-partitions-ahead.ts'
import { createMigrationCheck } from './db/create-migration-check.ts'
import { createHealth, type Health, type HealthCheck } from './http/health/create-health.ts'
import type { OperationsDeps } from './http/operations-routes.ts'
import type { Infrastructure } from './infrastructure.ts'
import { readQueueStatus } from './outbox/queue.repository.ts'
import type { Role } from './roles.ts'

type OperationsOptions = {
  role: Role
  metricsToken: string | null
  trustedProxies: number
  isDraining(): boolean
}

/** How this instance is, for probes, people and Prometheus. */
export function createOperations(
  infrastructure: Infrastructure,
  options: OperationsOptions,
): OperationsDeps {
  const { database, metrics } = infrastructure
  const health = createHealth(listChecks(infrastructure))
  addSamplers(metrics, health, infrastructure)
  return {
    health,
    isDraining: options.isDraining,
    metricsToken: options.metricsToken,
    reached: { publicUrl: infrastructure.publicUrl, trustedProxies: options.trustedProxies },
    renderMetrics: metrics.render,
    findings: {
      role: async () => options.role,
      outbox: () => readQueueStatus(database.sql),
      partitionsAhead: () => countPartitionsAhead(database.sql),
    },
  }
}

function listChecks({ database, store, bus, replica }: Infrastructure): HealthCheck[] {
  const checks: HealthCheck[] = [
    { name: 'database', essential: true, check: () => ping(database) },
    { name: 'migrations', essential: true, check: createMigrationCheck(database.sql) },
    { name: 'store', essential: false, check: () => store.ping() },
    { name: 'broker', essential: false, check: () => bus.ping() },
  ]
  if (replica === null) return checks
  return [...checks, { name: 'replica', essential: false, check: () => replica.ping() }]
}

async function ping({ sql }: Pick<Database, 'sql'>): Promise<void> {
  const [row] = await sql`select pg_is_in_recovery() as "isStandby"`
  if (row?.isStandby === true) throw new Error('it is a standby, which takes no bookings')
}

function addSamplers(
  metrics: PrometheusMetrics,
  health: Health,
  { database, bus }: Infrastructure,
): void {
  metrics.addSampler({
    gauges: [
      'rendez_outbox_pending',
      'rendez_outbox_failing',
      'rendez_outbox_dead_letters',
      'rendez_outbox_oldest_age_seconds',
      'rendez_outbox_paused',
    ],
    sample: () => sampleOutbox(database),
  })
  metrics.addSampler({
    gauges: ['rendez_database_connections', 'rendez_database_connections_max'],
    sample: () => sampleConnections(database),
  })
  metrics.addSampler({
    gauges: ['rendez_partitions_ahead'],
    sample: async () => {
      const value = await countPartitionsAhead(database.sql)
      return [{ gauge: 'rendez_partitions_ahead', value }]
    },
  })
  metrics.addSampler({
    gauges: ['rendez_broker_queue_messages'],
    sample: async () =>
      (await bus.countMessages()).map(({ queue, messages }) => ({
        gauge: 'rendez_broker_queue_messages',
        labels: { queue },
        value: messages,
      })),
  })
  metrics.addSampler({
    gauges: ['rendez_part_up'],
    sample: async () =>
      (await health.examine()).parts.map(({ name, status }) => ({
        gauge: 'rendez_part_up',
        labels: { part: name },
        value: Number(status === 'up'),
      })),
  })
}

async function sampleOutbox({ sql }: Pick<Database, 'sql'>): Promise<Sample[]> {
  const { waiting, failing, dead, oldestSeconds, pausedAt } = await readQueueStatus(sql)
  return [
    { gauge: 'rendez_outbox_pending', value: waiting },
    { gauge: 'rendez_outbox_failing', value: failing },
    { gauge: 'rendez_outbox_dead_letters', value: dead },
    { gauge: 'rendez_outbox_oldest_age_seconds', value: oldestSeconds },
    { gauge: 'rendez_outbox_paused', value: Number(pausedAt !== null) },
  ]
}

async function sampleConnections(database: Database): Promise<Sample[]> {
  const connections = await database.listConnections()
  return connections.flatMap(({ pool, state, count }): Sample[] => [
    { gauge: 'rendez_database_connections', labels: { pool, state }, value: count },
    {
      gauge: 'rendez_database_connections_max',
      labels: { pool },
      value: database.maxConnections,
    },
  ])
}
