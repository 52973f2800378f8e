import { DomainError } from '@rendez/contract'
import type { Context } from 'hono'
import { z } from 'zod'
import type { HttpEnv } from '../http-env.ts'
import { fromQueryName } from './query-names.ts'

const objectSchema = z.record(z.string(), z.unknown())

/** The query under the names of the procedures; of a name that is given twice, the last. */
export function readQuery(url: string): Record<string, string> {
  const entries = [...new URL(url).searchParams].map(([name, value]) => [
    fromQueryName(name),
    value,
  ])
  return Object.fromEntries(entries)
}

/**
 * The JSON body as an object; of a DELETE it may be absent.
 *
 * @throws DomainError VALIDATION_ERROR
 */
export async function readBody(c: Context<HttpEnv>): Promise<Record<string, unknown>> {
  const text = await c.req.text()
  if (text === '' && c.req.method === 'DELETE') return {}
  const body = objectSchema.safeParse(parse(text))
  if (!body.success) {
    throw new DomainError('VALIDATION_ERROR', {}, 'Please send one JSON object as the body.')
  }
  return body.data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
