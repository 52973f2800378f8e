import { consumers } from '../../modules.ts'
import { type QueueStatus, readQueueStatus } from '../../outbox/queue.repository.ts'
import { CommandError } from '../command-error.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { type Queue, withQueue } from './with-queue.ts'

type BrokerStatus =
  | { queues: { consumer: string; messages: number; processes: number }[]; deadLetters: number }
  | { problem: string }

/** Prints what waits in the outbox and in the broker. Resolves to the exit code. */
export async function showQueue(options: OutputOptions): Promise<number> {
  const status = await withQueue(async (queue) => ({
    outbox: await readQueueStatus(queue.sql),
    broker: await readBroker(queue),
  }))
  printResult(options, status, [...describeOutbox(status.outbox), ...describeBroker(status.broker)])
  return 0
}

async function readBroker({ openDeadLetters }: Queue): Promise<BrokerStatus | null> {
  try {
    const box = await openDeadLetters()
    if (box === null) return null
    const queues = await box.countMessages(consumers)
    return { queues, deadLetters: (await box.list()).length }
  } catch (error) {
    // The outbox is to be seen above all while the broker is away.
    if (error instanceof CommandError) return { problem: error.message }
    throw error
  }
}

function describeOutbox(outbox: QueueStatus): string[] {
  return [
    outbox.pausedAt === null ? 'Events are carried.' : `Paused since ${outbox.pausedAt}.`,
    `Outbox: ${outbox.waiting} wait, ${outbox.withBroker} of them with the broker, ` +
      `${outbox.failing} have failed; the oldest is ${outbox.oldestSeconds} s old. ` +
      `${outbox.dead} given up.`,
  ]
}

function describeBroker(broker: BrokerStatus | null): string[] {
  if (broker === null) return ['Broker: none, AMQP_URL is not set.']
  if ('problem' in broker) return [`Broker: ${broker.problem}`]
  const queues = broker.queues.map(
    ({ consumer, messages, processes }) =>
      `Broker: ${messages} wait for ${consumer}; processes at work: ${processes}.`,
  )
  return [...queues, `Broker: ${broker.deadLetters} dead letters.`]
}
