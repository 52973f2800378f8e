import { type Import, listImports } from './list-imports.ts'
import type { Check } from './source-file.ts'

const SERVER = 'apps/server/src/'

// Below apps/server/src: what each room may import of the server, its own files aside. Anything in
// the server may take its log along, and what belongs in it. The files at the top put everything together and may import all.
const ROOMS: Record<string, RegExp> = {
  ports: /^(outbox\/domain-event|logger|log-context)\.ts$/,
  db: /^(logger|log-context)\.ts$|\.table\.ts$/,
  outbox: /^(ports\/|db\/|logger\.ts$|log-context\.ts$)/,
  adapters: /^(ports\/|logger\.ts$|log-context\.ts$)/,
  http: /^(modules|logger|log-context|request-caller)\.ts$|^ports\//,
  modules: /^(ports\/|db\/|outbox\/|(logger|log-context|request-caller)\.ts$)/,
}

const IS_TEST = /\.(test|test-kit|suite)\.tsx?$|\/test-database(\.global)?\.ts$/

/** The rooms of the server know each other only as ARCHITECTURE.md says; tests may look anywhere. */
export const checkServerImports: Check = (files) =>
  files
    .filter(({ path }) => path.startsWith(SERVER) && !IS_TEST.test(path))
    .flatMap((file) => {
      const from = file.path.slice(SERVER.length)
      return listImports(file).flatMap((found) => {
        const message = objection(from, found)
        return message ? [{ path: file.path, message: `${found.specifier}: ${message}` }] : []
      })
    })

function objection(from: string, { path }: Import): string | undefined {
  const room = roomOf(from)
  const allowed = ROOMS[room]
  if (!allowed || !path?.startsWith(SERVER)) return undefined
  const target = path.slice(SERVER.length)
  if (roomOf(target) === room && room === 'modules') return objectionBetweenModules(from, target)
  if (roomOf(target) === room || allowed.test(target)) return undefined
  return `${room}/ may not import ${target}: take it as an argument, or move the code to where it may`
}

function objectionBetweenModules(from: string, target: string): string | undefined {
  if (moduleOf(from) === moduleOf(target) || isDoor(from, target)) return undefined
  return 'another module is entered through its .module.ts or .events.ts'
}

/** Tables refer to each other by foreign key, and a repository may join with another module's table. */
function isDoor(from: string, target: string): boolean {
  if (/\.(module|events)\.ts$/.test(target)) return true
  return /\.(table|repository)\.ts$/.test(from) && target.endsWith('.table.ts')
}

function roomOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : ''
}

function moduleOf(path: string): string {
  return path.split('/')[1] ?? ''
}
