import { parseArgs } from 'node:util'

export type Options = {
  /** How many bookings there are before, for each part of the run. */
  existing: number[]
  /** Of each of the two rounds of a measurement. */
  seconds: number
  clients: number
}

export const help = `npm run bench -- booking [options]

Books for a while, by the product's own write and over HTTP, and by pgbench with the same SQL, on one
PostgreSQL in the same run.

  --existing <counts>  bookings that are there before, such as 10000,1000000 (the default)
  --seconds <n>        of each round, two for each figure (3)
  --clients <n>        at the same time (16)
  --help               this
`

/**
 * @returns null when help is asked for
 * @throws Error with a line that says what is wrong
 */
export function readOptions(args: string[]): Options | null {
  const { values } = parseArgs({
    args,
    options: {
      existing: { type: 'string', default: '10000,1000000' },
      seconds: { type: 'string', default: '3' },
      clients: { type: 'string', default: '16' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return null
  return {
    existing: values.existing.split(',').map((text) => wholeNumber('existing', text, 10_000_000)),
    seconds: wholeNumber('seconds', values.seconds, 600),
    clients: wholeNumber('clients', values.clients, 90),
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0
  if (number >= 1 && number <= most) return number
  throw new Error(`--${name} must be a whole number from 1 to ${most} (it is "${text}")`)
}
