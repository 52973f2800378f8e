import { parseArgs } from 'node:util'
import { faultTable } from './faults/fault-table.ts'
import type { ChaosOptions } from './run-chaos.ts'

export function readOptions(args: string[]): ChaosOptions & { json: boolean } {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string' },
      operations: { type: 'string' },
      servers: { type: 'string' },
      clients: { type: 'string' },
      faults: { type: 'string' },
      short: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const number = (text: string | undefined, otherwise: number) => text === undefined ? otherwise : Number(text)
  const names = values.faults?.split(',')
  const faults = new Map([...faultTable].filter(([name]) => names?.includes(name) ?? true))
  return {
    seed: number(values.seed, Math.floor(Math.random() * 2 ** 31)),
    minutes: number(values.minutes, values.short ? 0.35 : 2),
    operations: number(values.operations, 0),
    servers: number(values.servers, 2),
    clients: number(values.clients, 24),
    hosts: 4,
    faults,
    pauseMs: values.short ? [500, 1500] : [2_000, 9_000],
    hurry: values.short,
    report: (line) => console.error(line),
    json: values.json,
  }
}
