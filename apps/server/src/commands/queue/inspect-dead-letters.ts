import type { DeadLetter } from '../../adapters/message-bus/dead-letters.ts'
import { type DeadEvent, listDeadEvents } from '../../outbox/queue.repository.ts'
import { type OutputOptions, printProblem, printResult } from '../print-result.ts'
import { withQueue } from './with-queue.ts'

/**
 * Prints what was given up, in the outbox and in the broker, with its reason. Resolves to the exit
 * code: 1 when the broker could not be asked.
 */
export async function inspectDeadLetters(options: OutputOptions): Promise<number> {
  const { outbox, broker } = await withQueue(async ({ sql, askBroker }) => ({
    outbox: await listDeadEvents(sql),
    broker: (await askBroker((box) => box.list())) ?? [],
  }))
  const letters = Array.isArray(broker) ? broker : []
  const lines = [...outbox.map(describeEvent), ...letters.map(describeLetter)]
  const none = `There are no dead letters${Array.isArray(broker) ? '' : ' in the outbox'}.`
  printResult(options, { outbox, broker }, lines.length > 0 ? lines : [none])
  if (Array.isArray(broker)) return 0
  printProblem(broker.problem)
  return 1
}

function describeEvent({ id, kind, deadAt, reason }: DeadEvent): string {
  return `outbox  ${id}  ${kind}  given up ${deadAt}: ${reason}`
}

function describeLetter({ id, kind, routingKey, reason }: DeadLetter): string {
  return `broker  ${id || 'without id'}  ${kind || routingKey}: ${reason}`
}
