import type { DeadLetterBox, Replay } from '../../adapters/message-bus/dead-letters.ts'
import { listDeadEvents, reviveEvents } from '../../outbox/queue.repository.ts'
import { CommandError } from '../command-error.ts'
import { type OutputOptions, printProblem, printResult } from '../print-result.ts'
import { type TellProgress, withProgress } from '../with-progress.ts'
import { type BrokerProblem, type Queue, withQueue } from './with-queue.ts'

type ReplayOptions = OutputOptions & { dryRun: boolean }

/** What is to be tried again: the event of this id, or all when it is null. */
type Choice = { id: string | null; dryRun: boolean; tell: TellProgress }

type Outcome = { outbox: string[]; broker: Replay | BrokerProblem }

const AT_ONCE = 1_000
const nothing: Replay = { replayed: [], left: [] }

/**
 * Tries again what was given up: the event of this id, or all when it is null. What was handled
 * meanwhile is not handled twice. What the broker has no queue for stays, and is named. Resolves to the
 * exit code: 1 when something that was asked for was not tried again.
 *
 * @throws CommandError when nothing of this id was given up
 */
export async function replayDeadLetters(
  id: string | null,
  options: ReplayOptions,
): Promise<number> {
  const { dryRun } = options
  const outcome = await withProgress((tell) =>
    withQueue((queue) => replay(queue, { id, dryRun, tell })),
  )
  if (id !== null) assertFound(id, outcome)
  const { result, lines } = present(outcome, dryRun)
  printResult(options, result, lines)
  return judge(id, outcome)
}

function present({ outbox, broker }: Outcome, dryRun: boolean) {
  const { replayed, left } = 'problem' in broker ? nothing : broker
  const named = left.map(({ letter: { id, kind, routingKey }, problem }) => ({
    id,
    kind,
    routingKey,
    problem,
  }))
  const ids = replayed.map(({ id }) => id)
  const lines = [
    `${outbox.length} events of the outbox and ${ids.length} messages of the broker ` +
      `${dryRun ? 'would be' : 'are'} tried again.`,
    ...named.map(
      ({ id, kind, routingKey, problem }) =>
        `stays   ${id || 'without id'}  ${kind || routingKey}: ${problem}`,
    ),
  ]
  return {
    result: { outbox, broker: 'problem' in broker ? broker : ids, left: named, dryRun },
    lines,
  }
}

function assertFound(id: string, { outbox, broker }: Outcome): void {
  if (outbox.length > 0) return
  if ('problem' in broker) {
    throw new CommandError(
      `nothing with the id ${id} was given up in the outbox, and the broker was not asked: ${broker.problem}`,
    )
  }
  if (broker.replayed.length + broker.left.length > 0) return
  throw new CommandError(`nothing with the id ${id} was given up: see queue dlq-inspect`)
}

/** Says on standard error what is missing, and chooses the exit code. */
function judge(id: string | null, { broker }: Outcome): number {
  if ('problem' in broker) {
    printProblem(broker.problem)
    // The event of an id was found, in the outbox.
    return id === null ? 1 : 0
  }
  if (broker.left.length === 0) return 0
  const count = `${broker.left.length} of the messages of the broker`
  printProblem(`could not be tried again, and stay: ${count}`)
  return 1
}

async function replay({ sql, askBroker }: Queue, { id, dryRun, tell }: Choice): Promise<Outcome> {
  const outbox = (await listDeadEvents(sql, id)).map((event) => event.id)
  for (let done = 0; done < outbox.length && !dryRun; done += AT_ONCE) {
    tell(`${done} of ${outbox.length} events of the outbox`)
    await reviveEvents(sql, outbox.slice(done, done + AT_ONCE))
  }
  const broker = await askBroker((box) => replayLetters(box, { id, dryRun, tell }))
  return { outbox, broker: broker ?? nothing }
}

async function replayLetters(box: DeadLetterBox, { id, dryRun, tell }: Choice): Promise<Replay> {
  const isChosen = (letter: { id: string }) => id === null || letter.id === id
  if (dryRun) return { replayed: (await box.list()).filter(isChosen), left: [] }
  return await box.replay(isChosen, (done, total) =>
    tell(`${done} of ${total} messages of the broker`),
  )
}
