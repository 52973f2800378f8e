import type { Violation } from './checker/evidence.ts'
import type { ChaosReport } from './run-chaos.ts'

const MOST_SHOWN = 20

/** The report of a run, for people. */
export function describeReport(report: ChaosReport): string {
  const { seed, seconds, operations, bookings, mails, violations } = report
  const faults = Object.values(report.faults).reduce((sum, count) => sum + count, 0)
  const lines = [
    '',
    `seed ${seed}, ${seconds} s, ${operations} operations (${report.operationsPerSecond} a second; ` +
      `${report.unreachable} more found nobody listening)`,
    `bookings ${bookings.made}, of which ${bookings.confirmed} stand; moves ${bookings.moves}, ` +
      `cancellations ${bookings.cancellations}; mails ${mails.taken}, of which ${mails.repeated} ` +
      `came again; the outbox was empty ${report.drainSeconds} s after the end`,
    `messages at their time: ${report.timed.came} came`,
    `what was judged: ${describeJudged(report.judged)}`,
    `holds: ${report.holds}`,
    '',
    `${faults} faults:`,
    ...Object.entries(report.faults).map(([kind, count]) => `  ${kind.padEnd(18)}${count}`),
    '',
    '  action       ok  refused  unknown   p50 ms   p95 ms   p99 ms  longest',
    ...report.latencies.map(
      ({ action, ok, refused, unknown, p50, p95, p99, longest }) =>
        `  ${action.padEnd(8)}${[ok, refused, unknown].map((n) => String(n).padStart(9)).join('')}` +
        [p50, p95, p99, longest].map((n) => String(n).padStart(9)).join(''),
    ),
    '',
    ...describeViolations(violations),
  ]
  if (report.kept !== null) lines.push(`history and logs: ${report.kept}`)
  return lines.join('\n')
}

function describeJudged(judged: ChaosReport['judged']): string {
  return Object.entries(judged)
    .map(([name, { judged: count, excused }]) => `${name} ${count} (and ${excused} excused)`)
    .join(', ')
}

export function describeViolations(violations: Violation[]): string[] {
  if (violations.length === 0) return ['verdict: 0 violations']
  const counts = Map.groupBy(violations, ({ invariant }) => invariant)
  return [
    `verdict: ${violations.length} VIOLATIONS (${[...counts].map(([name, all]) => `${name}: ${all.length}`).join(', ')})`,
    ...violations
      .slice(0, MOST_SHOWN)
      .map(({ invariant, subject, detail }) => `  ${invariant}  ${subject}: ${detail}`),
    ...(violations.length > MOST_SHOWN ? ['  and others'] : []),
  ]
}
