import type { Attempt, HistoryLine } from './operation.ts'

/** Joins each invocation with its completion, in the order of the invocations. */
export function readAttempts(history: Iterable<HistoryLine>): Attempt[] {
  const attempts = new Map<number, Attempt>()
  for (const line of history) {
    if (line.type === 'invoke') {
      const { attempt: number, intent, server, at: from } = line
      const open = { outcome: 'unknown', reason: 'never answered' } as const
      attempts.set(number, { number, intent, server, from, until: Infinity, ...open })
    } else {
      const attempt = attempts.get(line.attempt)
      if (attempt === undefined) throw new Error(`attempt ${line.attempt} ended before it began`)
      attempts.set(line.attempt, complete(attempt, line))
    }
  }
  return [...attempts.values()]
}

function complete(
  { number, intent, server, from }: Attempt,
  line: Exclude<HistoryLine, { type: 'invoke' }>,
): Attempt {
  const known = { number, intent, server, from, until: line.at }
  switch (line.type) {
    case 'ok':
      return { ...known, outcome: 'ok', answer: line.answer }
    case 'refused':
      return { ...known, outcome: 'refused', code: line.code }
    case 'unknown':
      return { ...known, outcome: 'unknown', reason: line.reason }
  }
}
