import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../ports/clock.ts'
import type { Mail, Mailer } from '../../ports/mailer.ts'
import { assertSendable } from './assert-sendable.ts'

export type KeptMail = {
  id: string
  /** ISO 8601. */
  keptAt: string
  mail: Mail
}

export type KeptMailer = Mailer & {
  /** The newest first. */
  list(): Promise<KeptMail[]>
  read(id: string): Promise<KeptMail | null>
}

type Options = {
  /** Made when it is missing; nothing else belongs into it. */
  directory: string
  clock: Clock
  /** How many of the newest are kept. */
  limit?: number
}

const idPattern = /^\d{17}-[0-9a-f]{12}$/

/** Instead of a mail server: keeps each message as a file, for a person to look at. */
export function createKeptMailer({ directory, clock, limit = 500 }: Options): KeptMailer {
  const fileOf = (id: string) => join(directory, `${id}.json`)

  const send = async (mail: Mail): Promise<void> => {
    assertSendable(mail)
    const keptAt = new Date(clock.now()).toISOString()
    const id = idOf(keptAt, mail)
    await mkdir(directory, { recursive: true })
    const unfinished = join(directory, `${id}.unfinished`)
    await writeFile(unfinished, JSON.stringify({ id, keptAt, mail } satisfies KeptMail))
    await rename(unfinished, fileOf(id))
    const outdated = (await listIds(directory)).slice(limit)
    await Promise.all(outdated.map((old) => rm(fileOf(old), { force: true })))
  }

  const read = async (id: string): Promise<KeptMail | null> => {
    if (!idPattern.test(id)) return null
    const text = await unlessMissing(readFile(fileOf(id), 'utf8'), null)
    return text === null ? null : JSON.parse(text)
  }

  const list = async (): Promise<KeptMail[]> => {
    const mails = await Promise.all((await listIds(directory)).map(read))
    return mails.filter((mail) => mail !== null)
  }

  return { send, list, read, close: async () => {} }
}

/** Names sort by time, and a message that comes again takes another name than its first copy. */
function idOf(keptAt: string, { messageId }: Mail): string {
  const hash = createHash('sha256').update(messageId).digest('hex').slice(0, 12)
  return `${keptAt.replace(/\D/g, '')}-${hash}`
}

/** The newest first. */
async function listIds(directory: string): Promise<string[]> {
  const names = await unlessMissing(readdir(directory), [])
  const ids = names.flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []))
  return ids
    .filter((id) => idPattern.test(id))
    .sort()
    .reverse()
}

async function unlessMissing<Value, Instead>(
  value: Promise<Value>,
  instead: Instead,
): Promise<Value | Instead> {
  try {
    return await value
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead
    throw error
  }
}
