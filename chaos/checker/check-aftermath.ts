import type { CaseFile } from './build-dossiers.ts'
import type { Violation } from './evidence.ts'

/** Q: nothing waits and nothing was given up. V: the database keeps every rule. P: no process died. */
export function checkAftermath({ evidence }: Pick<CaseFile, 'evidence'>): Violation[] {
  const { outboxRows, inboxRows, deadEvents, deadLetters, ...rest } = evidence.aftermath
  const counts = { outboxRows, inboxRows, deadEvents, deadLetters }
  const left = Object.entries(counts).filter(([, count]) => count > 0)
  const fail = (invariant: string, detail: string) => ({ invariant, subject: 'aftermath', detail })
  return [
    ...left.map(([what, count]) => fail('Q', `${what}: ${count}`)),
    ...rest.brokenRules.map((rule) => fail('V', rule)),
    ...rest.deaths.map((death) => fail('P', death)),
    ...rest.unknown.map((what) => fail('V', `could not be looked at: ${what}`)),
  ]
}
