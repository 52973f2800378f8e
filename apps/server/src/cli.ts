#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { Option, program } from 'commander'
import { registerCacheCommands } from './commands/cache/register-cache-commands.ts'
import { registerDatabaseCommands } from './commands/db/register-database-commands.ts'
import { registerQueueCommands } from './commands/queue/register-queue-commands.ts'
import { serve } from './commands/serve.ts'
import { SettingsError } from './config.ts'
import { type Role, roles } from './roles.ts'

// After the first start, loading takes a third less.
enableCompileCache()

// sysexits.h: EX_CONFIG.
const badSettings = 78

program.name('rendez').description('A meeting scheduling platform.').helpCommand(false)

program
  .command('serve')
  .description('serve dashboard, booking pages and API on one port')
  .option('--demo', 'fill in a demo host whose page can be booked at once', false)
  .addOption(
    new Option('--role <role>', 'api answers requests, worker carries out what follows from them')
      .choices(roles)
      .default('all'),
  )
  .action(async (options: { demo: boolean; role: Role }) => {
    process.exitCode = await serve(options)
  })

registerDatabaseCommands(program)
registerQueueCommands(program)
registerCacheCommands(program)

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  for (const line of error.message.split('\n')) console.error(`rendez: ${line}`)
  process.exitCode = badSettings
}
