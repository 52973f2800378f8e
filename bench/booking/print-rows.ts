import { quantilesOf } from '../quantiles-of.ts'
import type { Run } from './measure.ts'

const columns = ['booked/s', 'tried/s', 'p50 ms', 'p95 ms', 'p99 ms', 'ratio']
const WIDTH = 10
const TITLE = 34

export const header = `${' '.repeat(TITLE)}${columns.map((name) => name.padStart(WIDTH)).join('')}`

/** One line of the table; the ratio is of bookings a second to those of a reference. */
export function formatRow(title: string, run: Run, reference?: Run): string {
  const { p50, p95, p99 } = quantilesOf(run.milliseconds)
  const cells = [
    rate(run.committed, run).toFixed(0),
    rate(run.milliseconds.length, run).toFixed(0),
    ...[p50, p95, p99].map((time) => time.toFixed(1)),
    reference ? (rate(run.committed, run) / rate(reference.committed, reference)).toFixed(2) : '',
  ]
  return `  ${title.padEnd(TITLE - 2)}${cells.map((cell) => cell.padStart(WIDTH)).join('')}`
}

const rate = (count: number, { seconds }: Run) => count / seconds
