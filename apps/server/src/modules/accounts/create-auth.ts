import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth/minimal'
import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { accountsAdapter, deletePasswordResets, hashIdentifier } from './accounts.repository.ts'
import { createRateLimit } from './create-rate-limit.ts'
import { clientAddressHeader } from './forward-request.ts'
import type { SignUpDeps } from './sign-up.ts'
import { signUpPlugin } from './sign-up-plugin.ts'

const HOUR = 60 * 60
const DAY = 24 * HOUR

type User = { id: string; email: string; name: string }

export type AuthDeps = SignUpDeps & {
  log: Pick<Log, 'error'>
  secret: string
  verifyPassword(stored: string, password: string): Promise<boolean>
  takeToken: KeyValueStore['takeToken']
  sendPasswordReset(user: User, token: string): Promise<void>
}

/** better-auth, set up: sessions in PostgreSQL, passwords by our own hash, links by mail. */
export function createAuth(deps: AuthDeps) {
  return betterAuth({
    appName: 'Rendez',
    baseURL: deps.publicUrl,
    basePath: '/api/auth',
    secret: deps.secret,
    trustedOrigins: sameOriginAs,
    database: accountsAdapter(deps.database),
    user: { modelName: 'users' },
    session: { modelName: 'sessions', expiresIn: 7 * DAY, updateAge: DAY },
    account: { modelName: 'credentials' },
    verification: {
      modelName: 'verifications',
      storeIdentifier: { hash: async (id) => hashIdentifier(id) },
    },
    emailAndPassword: passwordOptions(deps),
    databaseHooks: endResetsOnNewPassword(deps.database),
    plugins: [signUpPlugin(deps)],
    advanced: cookieOptions(deps.publicUrl),
    rateLimit: createRateLimit(deps.takeToken),
    telemetry: { enabled: false },
    logger: { level: 'error', log: onlyErrorsTo(deps.log) },
    onAPIError: { throw: true },
  })
}

/** The server may be reached by other names than its public one; a page of that name is ours too. */
const sameOriginAs = (request?: Request) => (request ? [new URL(request.url).origin] : [])

// Its messages may quote what was sent; an error is what somebody has to look at.
function onlyErrorsTo(log: AuthDeps['log']) {
  return (_level: string, _message: string, ...details: unknown[]) => {
    const error = details.find((detail) => detail instanceof Error)
    if (error !== undefined) log.error({ error }, 'better-auth reports an error')
  }
}

function passwordOptions(deps: AuthDeps) {
  return {
    enabled: true,
    // Sign-up is ours: see sign-up.ts.
    disableSignUp: true,
    minPasswordLength: 8,
    maxPasswordLength: 128,
    password: {
      hash: deps.hashPassword,
      verify: (given: { hash: string; password: string }) =>
        deps.verifyPassword(given.hash, given.password),
    },
    resetPasswordTokenExpiresIn: HOUR,
    revokeSessionsOnPasswordReset: true,
    sendResetPassword: ({ user, token }: { user: User; token: string }) =>
      deps.sendPasswordReset(user, token),
    onPasswordReset: ({ user }: { user: User }) => deletePasswordResets(deps.database, user.id),
  }
}

/** With a new password the links to set another one end. */
function endResetsOnNewPassword(database: Database) {
  // An update of many rows, as a reset makes it, comes without the account; onPasswordReset has it.
  const after = async ({ userId }: { userId?: string | null }) => {
    if (userId) await deletePasswordResets(database, userId)
  }
  return { account: { update: { after } } }
}

function cookieOptions(publicUrl: string) {
  const isSecure = publicUrl.startsWith('https:')
  return {
    database: { generateId: () => randomUUID() },
    ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    // Said aloud, because better-auth checks nothing when NODE_ENV is test.
    disableOriginCheck: false,
    disableCSRFCheck: false,
    // Its own prefix would be __Secure-; __Host- also keeps other subdomains from setting the cookie.
    useSecureCookies: false,
    cookies: { session_token: { name: sessionCookieName(publicUrl) } },
    cookiePrefix: 'rendez',
    defaultCookieAttributes: { secure: isSecure, httpOnly: true, sameSite: 'lax' as const },
  }
}

export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-rendez.session_token' : 'rendez.session_token'
}
