import { Redis } from 'ioredis'
import type { Log } from '../../logger.ts'
import { redisOptions } from './redis-options.ts'
import { takeTokenScript } from './redis-scripts.ts'

const OLDEST_VERSION = 6

// A server that is stopped this moment closes connections too.
const ATTEMPTS = 3

/**
 * Asks what is at the address before anything relies on it. A server that is away, loading or full is
 * no mistake: the store is then away for a while.
 *
 * @throws Error with one sentence when it can never serve
 */
export async function checkRedis(url: string, log: Log): Promise<void> {
  let reason = ''
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const finding = await examine(url)
    if (finding === null) return
    if ('away' in finding) {
      log.warn({ port: 'key-value-store', reason: finding.away }, 'the store is away')
      return
    }
    reason = finding.wrong
    if (!finding.maybeAway) break
  }
  throw new Error(reason)
}

type Finding = { away: string } | { wrong: string; maybeAway?: true } | null

async function examine(url: string): Promise<Finding> {
  const client = new Redis(url, { ...redisOptions, retryStrategy: null })
  let failure: Error | undefined
  client.on('error', (error: Error) => {
    failure ??= error
  })
  try {
    await client.connect()
    if (failure !== undefined) throw failure
    return await examineServer(client)
  } catch (error) {
    return explain(failure ?? error)
  } finally {
    client.disconnect()
  }
}

async function examineServer(client: Redis): Promise<Finding> {
  const version = /redis_version:(\d+)[.\d]*/.exec(await client.info('server'))
  if (version !== null && Number(version[1]) < OLDEST_VERSION) {
    const [, found] = version[0].split(':')
    return { wrong: `it is version ${found}, and ${OLDEST_VERSION} is the oldest that will do` }
  }
  // All that the store asks of a server in one: a script that writes.
  await client.eval(takeTokenScript, 1, 'check', 1, 1, 1, 1)
  // It would be gone in milliseconds. Whoever counts what is there may come before.
  await client.del('check')
  return null
}

// First match counts. Replies of Redis begin with a word for their kind.
const findings: [RegExp, Finding][] = [
  [
    /WRONGPASS|NOAUTH|invalid password|without any password/,
    { wrong: 'user or password is wrong' },
  ],
  [/NOPERM/, { wrong: 'this user may not read, write and run scripts there' }],
  [/READONLY/, { wrong: 'it is a replica, which takes no writes' }],
  [/DB index/, { wrong: 'it has no database of that number' }],
  [/ENOTFOUND/, { wrong: 'nobody knows a host of that name' }],
  [
    /Unknown RESP type|Protocol error|CLUSTERDOWN|MOVED/,
    { wrong: 'what answers is not a single Redis or Valkey' },
  ],
  [
    /SSL|TLS|CERT|certificate/,
    { wrong: 'no TLS connection can be made, or its certificate is not trusted' },
  ],
]

function explain(error: unknown): Finding {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = error instanceof Error ? error.message : String(error)
  const text = `${code} ${message}`
  const found = findings.find(([pattern]) => pattern.test(text))
  if (found !== undefined) return found[1]
  if (message === 'Connection is closed.') {
    return { wrong: 'what is there ends the connection without an answer', maybeAway: true }
  }
  return { away: code === '' ? message : code }
}
