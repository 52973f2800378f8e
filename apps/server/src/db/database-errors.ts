// By the driver for what happens to a connection, and by PostgreSQL for a server that comes or goes.
const connectionLost = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'QUERY_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  // A host that is away may take its address, its network or its name along.
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01', // admin_shutdown: this backend was told to go
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
])
const LOCK_REFUSED = '55P03'
const retryAsked = new Set(['40001', '40P01'])
const outOfRoom = new Set(['53100', '53200'])
const tookTooLong = new Set([LOCK_REFUSED, '57014'])

/** The connection broke or there was none: whether the work was done cannot be known. */
export function isConnectionLost(error: unknown): boolean {
  return connectionLost.has(errorCode(error))
}

/** A deadlock or a lost race, after which PostgreSQL asks to try again. Nothing was written. */
export function isRetryAsked(error: unknown): boolean {
  return retryAsked.has(errorCode(error))
}

/** Waited longer than the session's lock or statement timeout. Nothing was written. */
export function isTimeout(error: unknown): boolean {
  return tookTooLong.has(errorCode(error))
}

/** PostgreSQL has no disk or no memory left for this. Nothing was written. */
export function isOutOfRoom(error: unknown): boolean {
  return outOfRoom.has(errorCode(error))
}

/** Somebody else has the lock, and kept it for longer than this was to wait. Nothing was written. */
export function isLockRefused(error: unknown): boolean {
  return errorCode(error) === LOCK_REFUSED
}

function errorCode(error: unknown): string {
  // Drizzle wraps what the driver throws.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
