import { randomBytes } from 'node:crypto'
import type { SignUpInput } from '@rendez/contract'
import type { Database, Transaction } from '../../db/client.ts'
import { appendEvent } from '../../outbox/append-event.ts'
import type { Clock } from '../../ports/clock.ts'
import { findUserByEmail, insertVerification, type UserRow } from './accounts.repository.ts'
import { type AccountToCreate, createAccount, describeAccount } from './create-account.ts'

const LINK_LIVES_MS = 24 * 60 * 60 * 1000

export type SignUpDeps = {
  database: Database
  clock: Clock
  publicUrl: string
  /** Whether the address must be confirmed by mail before there is an account. */
  confirmSignUps: boolean
  hashPassword(password: string): Promise<string>
  nudgeRelay(): void
}

/**
 * Answers the new account when it may be logged in at once. Otherwise undefined, and a mail tells the
 * owner of the address how to go on: the caller must not learn which of the two mails it was.
 */
export async function signUp(
  deps: SignUpDeps,
  input: SignUpInput,
  acceptLanguage: string | null,
): Promise<UserRow | undefined> {
  const account = describeAccount(input, {
    passwordHash: await deps.hashPassword(input.password),
    emailVerified: deps.confirmSignUps,
    acceptLanguage,
  })
  const user = await deps.database.drizzle.transaction((tx) =>
    deps.confirmSignUps ? askToConfirm(deps, tx, account) : createOrTell(deps, tx, account),
  )
  deps.nudgeRelay()
  return user
}

async function createOrTell(
  deps: SignUpDeps,
  tx: Transaction,
  account: AccountToCreate,
): Promise<UserRow | undefined> {
  const user = await createAccount(tx, account)
  if (user === undefined) await tellOwner(deps, tx, await findUserByEmail(tx, account.email))
  return user
}

// Nothing of the account exists before the link is followed: nobody can occupy an address that is
// not theirs, and the link makes the account that this very form described.
async function askToConfirm(
  deps: SignUpDeps,
  tx: Transaction,
  account: AccountToCreate,
): Promise<undefined> {
  const token = randomBytes(32).toString('base64url')
  // Written for a taken address too, where nobody gets the token, so that both take the same time.
  await insertVerification(tx, {
    identifier: signUpIdentifier(token),
    value: JSON.stringify(account),
    expiresAt: new Date(deps.clock.now() + LINK_LIVES_MS),
  })
  const owner = await findUserByEmail(tx, account.email)
  if (owner !== undefined) return tellOwner(deps, tx, owner)
  const url = `${deps.publicUrl}/app/sign-up#confirm=${token}`
  await appendEvent(tx, {
    kind: 'account.sign_up_requested',
    subject: account.email,
    payload: { email: account.email, url },
  })
}

async function tellOwner(
  { publicUrl }: SignUpDeps,
  tx: Transaction,
  owner: UserRow | undefined,
): Promise<undefined> {
  // Gone in this very moment: there is nobody to tell.
  if (owner === undefined) return
  const { id, email, name } = owner
  await appendEvent(tx, {
    kind: 'account.sign_up_repeated',
    subject: id,
    payload: { email, name, url: `${publicUrl}/app/login` },
  })
}

/** How the token of a confirmation link is looked up. */
export const signUpIdentifier = (token: string) => `sign-up:${token}`
