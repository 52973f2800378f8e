import { type Command, InvalidArgumentError } from 'commander'
import { settleCommand } from '../settle-command.ts'

/** Adds the commands of the database. Each is loaded when it is run. */
export function registerDatabaseCommands(program: Command): void {
  const group = program.command('db').description('migrate, verify, archive')
  registerMigrations(group)
  registerVerification(group)
  registerArchive(group)
  registerBackup(program)
}

function registerMigrations(group: Command): void {
  addCommand(group, 'migrate', 'apply the migrations that are missing').action((options) =>
    settleCommand(async () => (await import('./migrate-database.ts')).migrateDatabase(options)),
  )
  addCommand(group, 'migrate:create', 'write the next migration from the tables in the code')
    .argument('<name>', 'what it does, such as add_reminders')
    .option('--custom', 'an empty one, for SQL by hand', false)
    .action((name, options) =>
      settleCommand(async () =>
        (await import('./create-migration.ts')).createMigration(name, options),
      ),
    )
  addCommand(group, 'migrate:status', 'list the migrations, applied and pending').action(
    (options) =>
      settleCommand(async () => (await import('./show-migrations.ts')).showMigrations(options)),
  )
  addCommand(group, 'migrate:rollback', 'take the newest migrations back')
    .option('--steps <number>', 'how many', parseCount, 1)
    .option('--dry-run', 'say what would be done, and do nothing', false)
    .option('--allow-loss', 'also those that lose rows', false)
    .action((options) =>
      settleCommand(async () =>
        (await import('./roll-back-migrations.ts')).rollBackMigrations(options),
      ),
    )
}

function registerVerification(group: Command): void {
  addCommand(group, 'verify-bookings', 'hold every booking against the rules; reads only')
    .option('--timeout <seconds>', 'how long each rule may take', parseCount, 120)
    .option(
      '--grace <seconds>',
      'how old a change must be before its mail must be sent or waiting',
      parseSeconds,
      600,
    )
    .action((options) =>
      settleCommand(async () => (await import('./verify-bookings.ts')).verifyBookings(options)),
    )
}

function registerArchive(group: Command): void {
  addCommand(group, 'archive-bookings', 'move months that are long over to the archive')
    .option('--older-than <days>', 'months that ended so long ago', parseDays, 90)
    .option('--dry-run', 'say what would be done, and do nothing', false)
    .action((options) =>
      settleCommand(async () => (await import('./archive-bookings.ts')).archiveBookings(options)),
    )
  addCommand(group, 'restore-bookings', "bring a host's bookings back from the archive")
    .requiredOption('--host <username>', 'whose')
    .requiredOption('--from <date>', 'those that start on this day or later', parseDate)
    .option('--dry-run', 'say what would be done, and do nothing', false)
    .action((options) =>
      settleCommand(async () => (await import('./restore-bookings.ts')).restoreBookings(options)),
    )
}

function registerBackup(program: Command): void {
  addCommand(program, 'backup', 'write everything in the database into a new directory')
    .argument('<directory>', 'one that does not exist yet')
    .action((directory, options) =>
      settleCommand(async () =>
        (await import('./back-up-database.ts')).backUpDatabase(directory, options),
      ),
    )
  addCommand(program, 'restore', 'fill an empty database from a backup')
    .argument('<directory>', 'what backup wrote')
    .option('--dry-run', 'check the files, and write nothing', false)
    .action((directory, options) =>
      settleCommand(async () =>
        (await import('./restore-database.ts')).restoreDatabase(directory, options),
      ),
    )
}

function addCommand(group: Command, name: string, description: string): Command {
  return group
    .command(name)
    .description(description)
    .option('--json', 'print one JSON document', false)
}

function parseSeconds(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

function parseDays(text: string): number {
  const days = Number(/^(\d{1,4})d$/.exec(text)?.[1])
  if (!(days >= 7)) throw new InvalidArgumentError('It must be a week or more, such as 90d.')
  return days
}

function parseDate(text: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
  const isReal = isDate && new Date(text).toISOString().startsWith(text)
  if (!isReal) throw new InvalidArgumentError('It must be a date, such as 2026-03-31.')
  return text
}

function parseCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number, 1 or more.')
  }
  return Number(text)
}
