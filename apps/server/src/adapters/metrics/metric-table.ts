type Described<Label extends string = string> = { help: string; labels: readonly Label[] }

// As OpenTelemetry proposes for requests; what is faster or slower by nature has its own.
const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]
const storeSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25]
const calculationSeconds = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05]

/** Everything that is measured; docs/operations.md lists the same. */
export const histogramTable = {
  http_server_request_duration_seconds: {
    help: 'Time to answer a request.',
    labels: ['http_request_method', 'http_route', 'http_response_status_code'],
    buckets: requestSeconds,
  },
  rendez_booking_duration_seconds: {
    help: 'Time of a booking operation, refused ones included.',
    labels: ['operation'],
    buckets: requestSeconds,
  },
  rendez_slot_calculation_duration_seconds: {
    help: 'Time to compute the slots of one query, without the database.',
    labels: [],
    buckets: calculationSeconds,
  },
  rendez_store_operation_duration_seconds: {
    help: 'Time of a call of the key-value store.',
    labels: ['operation'],
    buckets: storeSeconds,
  },
} as const satisfies Record<string, Described & { buckets: readonly number[] }>

export const counterTable = {
  rendez_booking_operations_total: {
    help: 'Booking operations by what became of them.',
    labels: ['operation', 'outcome'],
  },
  rendez_double_bookings_prevented_total: {
    help: 'Writes that the database refused because the time was taken after it had looked free.',
    labels: ['operation'],
  },
  rendez_availability_lookups_total: {
    help: 'Availability queries by whether the cache knew the answer.',
    labels: ['cache'],
  },
  rendez_store_operations_total: {
    help: 'Calls of the key-value store by whether it answered.',
    labels: ['operation', 'outcome'],
  },
} as const satisfies Record<string, Described>

/** Asked for when somebody scrapes. Those of outbox, broker and partitions are the same in every instance. */
export const gaugeTable = {
  rendez_outbox_pending: { help: 'Events that are not handled yet.', labels: [] },
  rendez_outbox_failing: {
    help: 'Events that have failed and will be tried again.',
    labels: [],
  },
  rendez_outbox_dead_letters: { help: 'Events that were given up.', labels: [] },
  rendez_outbox_oldest_age_seconds: {
    help: 'Age of the oldest event that is not handled yet.',
    labels: [],
  },
  rendez_outbox_paused: { help: 'Whether the queue is paused: 1 or 0.', labels: [] },
  rendez_broker_queue_messages: {
    help: 'Messages that are ready in a queue of the broker.',
    labels: ['queue'],
  },
  rendez_database_connections: {
    help: 'Connections of this process to the primary, by pool and by what they do.',
    labels: ['pool', 'state'],
  },
  rendez_database_connections_max: {
    help: 'Connections that this process may open to the primary, by pool.',
    labels: ['pool'],
  },
  rendez_partitions_ahead: {
    help: 'Months after this one that have a partition for bookings.',
    labels: [],
  },
  rendez_part_up: { help: 'Whether a part of the server answers: 1 or 0.', labels: ['part'] },
} as const satisfies Record<string, Described>

export type HistogramName = keyof typeof histogramTable
export type CounterName = keyof typeof counterTable
export type GaugeName = keyof typeof gaugeTable

export const gaugeNames = Object.keys(gaugeTable).filter(
  (name): name is GaugeName => name in gaugeTable,
)
