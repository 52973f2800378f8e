import { listDeadEvents, reviveEvents } from '../../outbox/queue.repository.ts'
import { CommandError } from '../command-error.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { type Queue, withQueue } from './with-queue.ts'

type ReplayOptions = OutputOptions & { dryRun: boolean }

/**
 * Tries again what was given up: the event of this id, or all when it is null. What was handled
 * meanwhile is not handled twice. Resolves to the exit code.
 *
 * @throws CommandError when nothing of this id was given up
 */
export async function replayDeadLetters(
  id: string | null,
  options: ReplayOptions,
): Promise<number> {
  const { dryRun } = options
  const { outbox, broker } = await withQueue((queue) => replay(queue, id, dryRun))
  if (id !== null && outbox.length + broker.length === 0) {
    throw new CommandError(`nothing with the id ${id} was given up: see queue dlq-inspect`)
  }
  printResult(options, { outbox, broker, dryRun }, [
    `${outbox.length} events of the outbox and ${broker.length} messages of the broker ` +
      `${dryRun ? 'would be' : 'are'} tried again.`,
  ])
  return 0
}

async function replay({ sql, openDeadLetters }: Queue, id: string | null, dryRun: boolean) {
  const deadLetters = await openDeadLetters()
  const isChosen = (letter: { id: string }) => id === null || letter.id === id
  const outbox = (await listDeadEvents(sql, id)).map((event) => event.id)
  const letters = (await deadLetters?.list()) ?? []
  const broker = letters.filter(isChosen).map((letter) => letter.id)
  if (!dryRun) {
    await reviveEvents(sql, outbox)
    await deadLetters?.replay(isChosen)
  }
  return { outbox, broker }
}
