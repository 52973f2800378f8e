import type { DeadLetterBox } from '../../adapters/message-bus/dead-letters.ts'
import { consumers } from '../../modules.ts'
import { type QueueStatus, readQueueStatus } from '../../outbox/queue.repository.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { type BrokerProblem, withQueue } from './with-queue.ts'

type BrokerStatus = {
  queues: { consumer: string; messages: number; processes: number }[]
  deadLetters: number
}

/** Prints what waits in the outbox and in the broker. Resolves to the exit code. */
export async function showQueue(options: OutputOptions): Promise<number> {
  const status = await withQueue(async ({ sql, askBroker }) => ({
    outbox: await readQueueStatus(sql),
    broker: await askBroker(readBroker),
  }))
  printResult(options, status, [...describeOutbox(status.outbox), ...describeBroker(status.broker)])
  return 0
}

async function readBroker(box: DeadLetterBox): Promise<BrokerStatus> {
  const queues = await box.countMessages(consumers)
  return { queues, deadLetters: (await box.list()).length }
}

function describeOutbox(outbox: QueueStatus): string[] {
  return [
    outbox.pausedAt === null ? 'Events are carried.' : `Paused since ${outbox.pausedAt}.`,
    `Outbox: ${outbox.waiting} wait, ${outbox.withBroker} of them with the broker, ` +
      `${outbox.failing} have failed; the oldest is ${outbox.oldestSeconds} s old. ` +
      `${outbox.dead} given up.`,
  ]
}

function describeBroker(broker: BrokerStatus | BrokerProblem | null): string[] {
  if (broker === null) return ['Broker: none, AMQP_URL is not set.']
  if ('problem' in broker) return [`Broker: ${broker.problem}`]
  const queues = broker.queues.map(
    ({ consumer, messages, processes }) =>
      `Broker: ${messages} wait for ${consumer}; processes at work: ${processes}.`,
  )
  return [...queues, `Broker: ${broker.deadLetters} dead letters.`]
}
