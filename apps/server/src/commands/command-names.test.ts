import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { registerCacheCommands } from './cache/register-cache-commands.ts'
import { registerDatabaseCommands } from './db/register-database-commands.ts'
import { registerQueueCommands } from './queue/register-queue-commands.ts'

const read = (path: string) =>
  readFileSync(resolve(import.meta.dirname, '../../../..', path), 'utf8')
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')))

const program = new Command()
registerDatabaseCommands(program)
registerQueueCommands(program)
registerCacheCommands(program)
const commands = program.commands.flatMap((command) =>
  command.commands.length === 0
    ? [[command.name(), command] as const]
    : command.commands.map((each) => [`${command.name()} ${each.name()}`, each] as const),
)
const names = commands.map(([name]) => name)

test('every command of a group has a script of its name, and no script is for another', () => {
  const expected = names
    .filter((name) => name.includes(' '))
    .map((name) => [name.replace(' ', ':'), `exec node scripts/bootstrap.mjs rendez ${name}`])
  const listed = Object.entries(scripts).filter(([name]) => name.includes(':'))
  expect(listed.toSorted()).toEqual(expected.toSorted())
  expect(listed).toHaveLength(17)
})

test('each says what it does and has --json, and what destroys or holds up something a dry run', () => {
  for (const [name, command] of commands) {
    expect(command.description(), name).not.toBe('')
    expect(command.helpInformation(), name).toContain('--json')
  }
  const withDryRun = commands.filter(([, command]) =>
    command.helpInformation().includes('--dry-run'),
  )
  expect(withDryRun.map(([name]) => name).toSorted()).toEqual([
    'cache flush',
    'cache flush-all',
    'db archive-bookings',
    'db migrate:rollback',
    'db restore-bookings',
    'queue dlq-replay',
    'queue dlq-replay-all',
    'queue pause',
    'queue resume',
    'restore',
  ])
})

test.each(['docs/operations.md', 'deploy/prometheus/alerts.yml'])(
  '%s names commands that there are',
  (path) => {
    const text = read(path)
    const called = [...text.matchAll(/rendez (?:-- )?((?:db|queue|cache) [a-z][a-z:-]*)/g)]
    const scriptsNamed = [...text.matchAll(/\b((?:db|queue|cache):[a-z][a-z:-]*)/g)]
    expect(called.length).toBeGreaterThan(2)
    for (const [, name] of called) expect(names).toContain(name)
    for (const [, name = ''] of scriptsNamed) expect(Object.keys(scripts)).toContain(name)
  },
)
