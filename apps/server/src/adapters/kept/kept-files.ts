import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../ports/clock.ts'

export type KeptFile<Content> = Content & {
  id: string
  /** ISO 8601. */
  keptAt: string
}

export type KeptFiles<Content> = {
  /** Answers the id under which it is kept. */
  keep(name: string, content: Content): Promise<string>
  /** The newest first. */
  list(): Promise<KeptFile<Content>[]>
  read(id: string): Promise<KeptFile<Content> | null>
}

type Options = {
  /** Made when it is missing; nothing else belongs into it. */
  directory: string
  clock: Clock
  /** How many of the newest are kept. */
  limit?: number
}

const idPattern = /^\d{17}-[0-9a-f]{12}$/

/** Keeps messages as files instead of sending them, for a person to look at. */
export function createKeptFiles<Content extends object>({
  directory,
  clock,
  limit = 500,
}: Options): KeptFiles<Content> {
  const fileOf = (id: string) => join(directory, `${id}.json`)

  const keep = async (name: string, content: Content): Promise<string> => {
    const keptAt = new Date(clock.now()).toISOString()
    const id = idOf(keptAt, name)
    await mkdir(directory, { recursive: true })
    const unfinished = join(directory, `${id}.unfinished`)
    const file: KeptFile<Content> = { ...content, id, keptAt }
    await writeFile(unfinished, JSON.stringify(file))
    await rename(unfinished, fileOf(id))
    const outdated = (await listIds(directory)).slice(limit)
    await Promise.all(outdated.map((old) => rm(fileOf(old), { force: true })))
    return id
  }

  const read = async (id: string): Promise<KeptFile<Content> | null> => {
    if (!idPattern.test(id)) return null
    const text = await unlessMissing(readFile(fileOf(id), 'utf8'), null)
    return text === null ? null : JSON.parse(text)
  }

  const list = async (): Promise<KeptFile<Content>[]> => {
    const files = await Promise.all((await listIds(directory)).map(read))
    return files.filter((file) => file !== null)
  }

  return { keep, list, read }
}

/** Names sort by time, and what comes again takes another name than its first copy. */
function idOf(keptAt: string, name: string): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12)
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
