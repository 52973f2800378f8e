import { randomInt, randomUUID } from 'node:crypto'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { createInProcessStore } from '../../adapters/key-value-store/in-process-store.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestDatabase } from '../../db/test-database.ts'
import type { DomainEvent } from '../../outbox/domain-event.ts'
import { type AccountsModule, createAccountsModule } from './accounts.module.ts'

export const password = 'tulip-4-garden-9'

type Answer = { status: number; body: unknown; headers: Headers; cookie: string | null }
type Options = {
  method?: string
  cookie?: string | null
  headers?: Record<string, string>
  clientAddress?: string
  text?: string
}

export type TestAccounts = {
  accounts: AccountsModule
  database: Database
  publicUrl: string
  /** The fields of what was logged as an error. */
  logged: object[]
  /** A call as a browser makes it from a page of ours, from an address of its own. */
  call(path: string, body?: object, options?: Options): Promise<Answer>
  /** Signs a new person up and answers their address. */
  signUp(changes?: object): Promise<{ email: string; answer: Answer }>
  events(kind: DomainEvent['kind']): Promise<Record<string, string>[]>
  stop(): Promise<void>
}

/** The accounts module on a database of its own. */
export async function startAccounts({
  confirmSignUps = false,
  publicUrl = 'http://localhost:3000',
  store = createInProcessStore({ clock: systemClock }),
} = {}): Promise<TestAccounts> {
  const testDatabase = await createTestDatabase()
  const database = connectDatabase(testDatabase.url, { max: 8 })
  const logged: object[] = []
  const accounts = createAccountsModule({
    database,
    clock: systemClock,
    log: { error: (fields: object | string) => logged.push(Object(fields)) },
    secret: 'a secret of the tests that is long enough',
    publicUrl,
    confirmSignUps,
    takeToken: store.takeToken,
  })

  const call: TestAccounts['call'] = async (path, body, options = {}) => {
    const { method = body ? 'POST' : 'GET', cookie, clientAddress = anyAddress(), text } = options
    const headers = new Headers({
      origin: publicUrl,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      ...(cookie ? { cookie } : {}),
      ...options.headers,
    })
    const content = text ?? (body ? JSON.stringify(body) : null)
    const request = new Request(`${publicUrl}/api/auth${path}`, { method, headers, body: content })
    return readAnswer(await accounts.handle(request, { clientAddress, requestId: 'request-1' }))
  }

  return {
    accounts,
    database,
    publicUrl,
    logged,
    call,
    signUp: async (changes = {}) => {
      const email = `${randomUUID()}@example.org`
      const person = { name: 'Ada Lovelace', email, password, timeZone: 'Asia/Kathmandu' }
      return { email, answer: await call('/sign-up/email', { ...person, ...changes }) }
    },
    events: async (kind) => {
      const rows = await database.sql<{ payload: Record<string, string> }[]>`
        select payload from outbox where kind = ${kind} order by position`
      return rows.map(({ payload }) => payload)
    },
    stop: async () => {
      await database.close()
      await testDatabase.drop()
    },
  }
}

const anyAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`

async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response
  const [setCookie = ''] = headers.getSetCookie()
  const cookie = /^([^;]+=[^;]+)/.exec(setCookie)?.[1] ?? null
  return { status, headers, cookie, body: await response.json() }
}

/** The secret at the end of a link in a mail. */
export function tokenOf(url: string | undefined): string {
  return /=([\w-]+)$/.exec(url ?? '')?.[1] ?? ''
}
