import type { Command } from 'commander'
import { settleCommand } from '../settle-command.ts'

/** Adds the commands of the queue. Each is loaded when it is run. */
export function registerQueueCommands(program: Command): void {
  const group = program.command('queue').description('look at events that wait, pause, replay')
  addCommand(group, 'status', 'count what waits and what was given up').action((options) =>
    settleCommand(async () => (await import('./show-queue.ts')).showQueue(options)),
  )
  addChange(group, 'pause', 'let no process take events from the outbox').action((options) =>
    settleCommand(async () => (await import('./pause-queue.ts')).setQueuePaused(true, options)),
  )
  addChange(group, 'resume', 'end a pause').action((options) =>
    settleCommand(async () => (await import('./pause-queue.ts')).setQueuePaused(false, options)),
  )
  addCommand(group, 'dlq-inspect', 'list what was given up, with the reason').action((options) =>
    settleCommand(async () =>
      (await import('./inspect-dead-letters.ts')).inspectDeadLetters(options),
    ),
  )
  addChange(group, 'dlq-replay', 'try again what was given up')
    .argument('<id>', 'of the event')
    .action((id, options) =>
      settleCommand(async () =>
        (await import('./replay-dead-letters.ts')).replayDeadLetters(id, options),
      ),
    )
  addChange(group, 'dlq-replay-all', 'try again everything that was given up').action((options) =>
    settleCommand(async () =>
      (await import('./replay-dead-letters.ts')).replayDeadLetters(null, options),
    ),
  )
}

function addCommand(group: Command, name: string, description: string): Command {
  return group
    .command(name)
    .description(description)
    .option('--json', 'print one JSON document', false)
}

function addChange(group: Command, name: string, description: string): Command {
  return addCommand(group, name, description).option(
    '--dry-run',
    'say what would be done, and do nothing',
    false,
  )
}
