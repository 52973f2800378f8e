import { consumers } from '../../modules.ts'
import { readQueueStatus } from '../../outbox/queue.repository.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { withQueue } from './with-queue.ts'

/** Prints what waits in the outbox and in the broker. Resolves to the exit code. */
export async function showQueue(options: OutputOptions): Promise<number> {
  const status = await withQueue(async ({ sql, deadLetters }) => ({
    outbox: await readQueueStatus(sql),
    broker: deadLetters && {
      queues: await deadLetters.countMessages(consumers),
      deadLetters: (await deadLetters.list()).length,
    },
  }))
  const { outbox, broker } = status
  printResult(options, status, [
    outbox.pausedAt === null ? 'Events are carried.' : `Paused since ${outbox.pausedAt}.`,
    `Outbox: ${outbox.waiting} wait, ${outbox.withBroker} of them with the broker, ` +
      `${outbox.failing} have failed; the oldest is ${outbox.oldestSeconds} s old. ` +
      `${outbox.dead} given up.`,
    ...(broker?.queues ?? []).map(
      ({ consumer, messages, processes }) =>
        `Broker: ${messages} wait for ${consumer}, which ${processes} processes handle.`,
    ),
    broker === null ? 'No broker: AMQP_URL is not set.' : `Dead letters: ${broker.deadLetters}.`,
  ])
  return 0
}
