import type { HostId, SignUpInput } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import { appendEvent } from '../../outbox/append-event.ts'
import type { Clock } from '../../ports/clock.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { createAuth, sessionCookieName } from './create-auth.ts'
import { ensureAccount } from './ensure-account.ts'
import { handleRequest, type RequestOrigin } from './handle-request.ts'
import { hashPassword } from './hash-password.ts'
import { limitMails } from './limit-mails.ts'
import { limitWork } from './limit-work.ts'
import { verifyPassword } from './verify-password.ts'

type AccountsDeps = {
  database: Database
  clock: Clock
  log: Pick<Log, 'error'>
  /** Signs the session cookies; at least 32 characters. */
  secret: string
  /** The origin that people know the server by. */
  publicUrl: string
  /** Whether an address must be confirmed by mail before it has an account: true where mail is sent. */
  confirmSignUps: boolean
  /** Counts for limits; never rejects. */
  takeToken: KeyValueStore['takeToken']
  /** Called when a mail waits in the outbox. */
  nudgeRelay?: () => void
}

export type AccountsModule = {
  /** Answers a request below /api/auth. Its limits count by `clientAddress`. */
  handle(request: Request, origin?: RequestOrigin): Promise<Response>
  /** Who is logged in by the session cookie. */
  findHostId(headers: Headers): Promise<HostId | null>
  /** For a first run: makes an account without a form, unless the address has one. */
  ensureAccount(input: SignUpInput): Promise<{ hostId: HostId; created: boolean }>
}

// Two threads of Node's four stay free for everything else while passwords are hashed.
const hashing = { running: 2, waiting: 100 }

export function createAccountsModule(deps: AccountsDeps): AccountsModule {
  const { database, publicUrl, takeToken, nudgeRelay = () => {} } = deps
  const limited = limitWork(hashing)
  const passwords = {
    hashPassword: (password: string) => limited(() => hashPassword(password)),
    verifyPassword: (stored: string, password: string) =>
      limited(() => verifyPassword(stored, password)),
  }
  const sendPasswordReset = async (user: PasswordResetUser, token: string) => {
    await appendPasswordReset(database, user, `${publicUrl}/app/reset-password#token=${token}`)
    nudgeRelay()
  }
  const auth = createAuth({ ...deps, ...passwords, nudgeRelay, sendPasswordReset })
  const handling = { publicUrl, serve: auth.handler, limitMails: limitMails(takeToken) }
  const cookieName = sessionCookieName(publicUrl)

  return {
    handle: (request, origin = {}) => handleRequest(handling, request, origin),
    findHostId: async (headers) => {
      if (!headers.get('cookie')?.includes(cookieName)) return null
      const session = await auth.api.getSession({ headers, query: { disableRefresh: true } })
      return session && toHostId(session.user.id)
    },
    ensureAccount: async (input) => {
      const { userId, created } = await ensureAccount(database, passwords.hashPassword, input)
      return { hostId: toHostId(userId), created }
    },
  }
}

// The session gate: the one place that says who is a host who proved who they are.
const toHostId = (userId: string) => userId as HostId

type PasswordResetUser = { id: string; email: string; name: string }

async function appendPasswordReset(
  database: Database,
  { id, email, name }: PasswordResetUser,
  url: string,
): Promise<void> {
  const payload = { email, name, url }
  await database.drizzle.transaction((tx) =>
    appendEvent(tx, { kind: 'account.password_reset_requested', subject: id, payload }),
  )
}
