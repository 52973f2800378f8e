import { listDeadEvents } from '../../outbox/queue.repository.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { withQueue } from './with-queue.ts'

/** Prints what was given up, in the outbox and in the broker, with its reason. */
export async function inspectDeadLetters(options: OutputOptions): Promise<number> {
  const found = await withQueue(async ({ sql, openDeadLetters }) => ({
    outbox: await listDeadEvents(sql),
    broker: (await (await openDeadLetters())?.list()) ?? [],
  }))
  const lines = [
    ...found.outbox.map(
      ({ id, kind, deadAt, reason }) => `outbox  ${id}  ${kind}  given up ${deadAt}: ${reason}`,
    ),
    ...found.broker.map(
      ({ id, kind, routingKey, reason }) =>
        `broker  ${id || 'without id'}  ${kind || routingKey}: ${reason}`,
    ),
  ]
  printResult(options, found, lines.length > 0 ? lines : ['There are no dead letters.'])
  return 0
}
