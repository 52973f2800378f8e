import { type Command, InvalidArgumentError } from 'commander'
import { settleCommand } from '../settle-command.ts'

/** Adds the commands of the cache. Each is loaded when it is run. */
export function registerCacheCommands(program: Command): void {
  const group = program.command('cache').description('look at what is cached, flush, warm')
  addCommand(group, 'stats', 'count what is in the store, by kind').action((options) =>
    settleCommand(async () => (await import('./show-cache.ts')).showCache(options)),
  )
  addFlush(group, 'flush', 'throw away cached slots; limits and locks stay')
    .argument('[prefix]', 'only what begins so, such as slots:<host id>', '')
    .action((prefix, options) =>
      settleCommand(async () => (await import('./flush-cache.ts')).flushCache(prefix, options)),
    )
  addFlush(group, 'flush-all', 'throw away all keys: limits and locks too').action((options) =>
    settleCommand(async () => (await import('./flush-cache.ts')).flushStore(options)),
  )
  addCommand(group, 'warm', 'compute what the booking pages show next')
    .option('--months <number>', 'how many, from this one on', parseMonths, 2)
    .action((options) =>
      settleCommand(async () => (await import('./warm-cache.ts')).warmCache(options)),
    )
}

function addCommand(group: Command, name: string, description: string): Command {
  return group
    .command(name)
    .description(description)
    .option('--json', 'print one JSON document', false)
}

function addFlush(group: Command, name: string, description: string): Command {
  return addCommand(group, name, description).option(
    '--dry-run',
    'say what would be done, and do nothing',
    false,
  )
}

function parseMonths(text: string): number {
  if (!/^([1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('It must be from 1 to 12.')
  return Number(text)
}
