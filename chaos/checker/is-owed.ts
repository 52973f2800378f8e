import type { Step } from './build-dossiers.ts'

/**
 * Whether nothing excuses it when nobody was told of a step: nothing came after it, or its event had left
 * the outbox before the transaction of the next one began, so that whoever handled it saw that it stood.
 * An event that never left was never there: the outbox is empty when this is asked (Q).
 */
export function isOwed({ handledAt }: Step, next: Step | undefined): boolean {
  return next === undefined || handledAt === null || handledAt < next.at
}
