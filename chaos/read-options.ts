import { parseArgs } from 'node:util'
import { faultTable } from './faults/fault-table.ts'
import type { ChaosOptions } from './run-chaos.ts'

/** What was asked for on the command line cannot be done; `message` has one line. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError'
}

export type Options = ChaosOptions & {
  json: boolean
  help: boolean
  /** The name of a single fault, or `all` of them; null for a run of everything. */
  single: string | null
}

const texts = ['seed', 'minutes', 'operations', 'servers', 'clients', 'faults', 'fault'] as const
const flags = ['short', 'hurry', 'json', 'help'] as const

export const help = `npm run chaos -- [options]

Starts the product with PostgreSQL, Redis, RabbitMQ and a mail server of its own, uses it, breaks what
it stands on, and checks what it promised. Exit code 0: nothing was violated.

  --minutes <n>      how long the clients work at the least (2)
  --operations <n>   how much they do at the least (0)
  --seed <n>         chooses what everybody does and what breaks; printed, to be given again
  --servers <n>      processes that clients speak to (2), beside one worker
  --clients <n>      clients at once (24)
  --faults <names>   only these, by commas, or none: ${[...faultTable.keys()].join(', ')}
  --short            a run of about a minute with many faults, as npm test makes it
  --hurry            does not wait for pauses between attempts at the end
  --fault <name>     one fault by itself with a verdict, or all of them: see chaos/README.md
  --json             one document on standard output
  --help             this
`

/** @throws OptionsError */
export function readOptions(args: string[]): Options {
  const { values } = parse(args)
  const { short = false, hurry = false, json = false, help: wantsHelp = false } = values
  return {
    json,
    help: wantsHelp,
    single: values.fault ?? null,
    seed: readNumber('seed', values.seed, Math.floor(Math.random() * 2 ** 31)),
    minutes: readNumber('minutes', values.minutes, short ? 0.3 : 2),
    operations: readNumber('operations', values.operations, 0),
    servers: readNumber('servers', values.servers, 2),
    clients: readNumber('clients', values.clients, short ? 12 : 24),
    hosts: 4,
    faults: readFaults(values.faults, short),
    pauseMs: short ? [300, 1_500] : [2_000, 9_000],
    hurry: hurry || short,
    report: (line) => console.error(line),
  }
}

function parse(args: string[]) {
  const options = {
    ...Object.fromEntries(texts.map((name) => [name, { type: 'string' } as const])),
    ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' } as const])),
  } as Record<(typeof texts)[number], { type: 'string' }> &
    Record<(typeof flags)[number], { type: 'boolean' }>
  try {
    return parseArgs({ args, options })
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error))
  }
}

function readNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const number = Number(text)
  if (Number.isFinite(number) && number >= 0 && text.trim() !== '') return number
  throw new OptionsError(`--${name} must be a number (it is ${JSON.stringify(text)})`)
}

// A short run has no time for a broker that starts, or for what lasts long.
const tooLong = new Set(['kill-rabbitmq', 'restart-server'])

function readFaults(text: string | undefined, short: boolean): ChaosOptions['faults'] {
  if (text === 'none') return new Map()
  const names =
    text?.split(',') ?? [...faultTable.keys()].filter((name) => !short || !tooLong.has(name))
  const unknown = names.find((name) => !faultTable.has(name))
  if (unknown !== undefined) {
    throw new OptionsError(`there is no fault ${unknown}: ${[...faultTable.keys()].join(', ')}`)
  }
  return new Map([...faultTable].filter(([name]) => names.includes(name)))
}
