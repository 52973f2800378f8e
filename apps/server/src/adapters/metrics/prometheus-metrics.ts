import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics } from '../../ports/metrics.ts'
import {
  type CounterName,
  counterTable,
  type GaugeName,
  gaugeNames,
  gaugeTable,
  type HistogramName,
  histogramTable,
} from './metric-table.ts'

export type Sample = { gauge: GaugeName; labels?: Record<string, string>; value: number }

/** What is asked for at a scrape. While it fails its gauges are absent, not stale and not 0. */
export type Sampler = { gauges: readonly GaugeName[]; sample(): Promise<Sample[]> }

export type PrometheusMetrics = Metrics & {
  addSampler(sampler: Sampler): void
  /** The text format of Prometheus, and what it is called. */
  render(): Promise<{ text: string; contentType: string }>
}

const SAMPLE_MS = 2_000

/** @param withProcess also what Node.js says of this process: once in a process */
export function createPrometheusMetrics({
  withProcess,
}: {
  withProcess: boolean
}): PrometheusMetrics {
  const registry = new Registry()
  if (withProcess) describeProcess(registry)
  const samplers: Sampler[] = []
  const gauges = makeGauges(registry)
  return {
    ...makeRecorders(registry),
    addSampler: (sampler) => void samplers.push(sampler),
    render: async () => {
      await Promise.all(samplers.map((sampler) => applySamples(sampler, gauges)))
      return { text: await registry.metrics(), contentType: registry.contentType }
    },
  }
}

function describeProcess(registry: Registry): void {
  collectDefaultMetrics({ register: registry })
  // Gauges under the name of counters; the same is there by kind, under names that fit.
  for (const what of ['handles', 'requests', 'resources']) {
    registry.removeSingleMetric(`nodejs_active_${what}_total`)
  }
}

function makeRecorders(registry: Registry): Metrics {
  const registers = [registry]
  const histogram = (name: HistogramName) => {
    const { help, labels, buckets } = histogramTable[name]
    return new Histogram<string>({
      name,
      help,
      labelNames: labels,
      buckets: [...buckets],
      registers,
    })
  }
  const counter = (name: CounterName) => {
    const { help, labels } = counterTable[name]
    return new Counter<string>({ name, help, labelNames: labels, registers })
  }
  const requests = histogram('http_server_request_duration_seconds')
  const bookings = counter('rendez_booking_operations_total')
  const bookingTimes = histogram('rendez_booking_duration_seconds')
  const prevented = counter('rendez_double_bookings_prevented_total')
  const lookups = counter('rendez_availability_lookups_total')
  const calculations = histogram('rendez_slot_calculation_duration_seconds')
  const storeCalls = counter('rendez_store_operations_total')
  const storeTimes = histogram('rendez_store_operation_duration_seconds')
  return {
    requestAnswered: ({ method, route, status }, seconds) => {
      const labels = { http_request_method: method, http_route: route }
      requests.observe({ ...labels, http_response_status_code: status }, seconds)
    },
    bookingDone: (operation, outcome, seconds) => {
      bookings.inc({ operation, outcome })
      bookingTimes.observe({ operation }, seconds)
    },
    doubleBookingPrevented: (operation) => prevented.inc({ operation }),
    availabilityLookedUp: (cache) => lookups.inc({ cache }),
    slotsCalculated: (seconds) => calculations.observe(seconds),
    storeAsked: (operation, outcome, seconds) => {
      storeCalls.inc({ operation, outcome })
      storeTimes.observe({ operation }, seconds)
    },
  }
}

type Gauges = ReadonlyMap<GaugeName, Gauge<string>>

function makeGauges(registry: Registry): Gauges {
  return new Map(
    gaugeNames.map((name) => {
      const { help, labels } = gaugeTable[name]
      const gauge = new Gauge<string>({ name, help, labelNames: labels, registers: [registry] })
      forget(name, gauge)
      return [name, gauge]
    }),
  )
}

async function applySamples({ gauges: names, sample }: Sampler, gauges: Gauges): Promise<void> {
  const samples = await inTime(sample()).catch(() => [])
  // From here on nothing is awaited: two scrapes at once see whole sets.
  for (const name of names) forget(name, gauges.get(name))
  for (const { gauge, labels = {}, value } of samples) gauges.get(gauge)?.set(labels, value)
}

function forget(name: GaugeName, gauge: Gauge<string> | undefined): void {
  gauge?.reset()
  // Without labels that would say 0.
  if (gaugeTable[name].labels.length === 0) gauge?.remove()
}

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer')), SAMPLE_MS)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
