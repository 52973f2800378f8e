import { createWriteStream } from 'node:fs'
import type { Attempt, HistoryLine, Intent, Outcome } from './operation.ts'
import { readAttempts } from './read-attempts.ts'

export type History = {
  /** Writes that an attempt begins, and gives what writes how it ended. */
  begin(server: string, intent: Intent): (outcome: Outcome) => void
  /** Attempts that reached a server and ended. */
  operations(): number
  read(): Attempt[]
  close(): Promise<void>
}

/** Keeps the history of a run, and writes it to a file, a line for each beginning and each end. */
export function openHistory(file: string, now: () => number): History {
  const lines: HistoryLine[] = []
  const output = createWriteStream(file)
  let [attempts, operations] = [0, 0]
  const moment = () => ({ at: now(), wall: new Date().toISOString() })
  const write = (line: HistoryLine) => {
    lines.push(line)
    output.write(`${JSON.stringify(line)}\n`)
  }
  return {
    begin: (server, intent) => {
      attempts += 1
      const attempt = attempts
      write({ type: 'invoke', attempt, server, intent, ...moment() })
      return (outcome) => {
        write(lineOf(attempt, outcome, moment()))
        if (!(outcome.outcome === 'refused' && outcome.code === 'UNREACHABLE')) operations += 1
      }
    },
    operations: () => operations,
    read: () => readAttempts(lines),
    close: () => new Promise((resolve) => output.end(() => resolve())),
  }
}

function lineOf(
  attempt: number,
  outcome: Outcome,
  moment: { at: number; wall: string },
): HistoryLine {
  switch (outcome.outcome) {
    case 'ok':
      return { type: 'ok', attempt, answer: outcome.answer, ...moment }
    case 'refused':
      return { type: 'refused', attempt, code: outcome.code, ...moment }
    case 'unknown':
      return { type: 'unknown', attempt, reason: outcome.reason, ...moment }
  }
}
