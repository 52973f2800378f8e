import { type ListSlotsInput, listSlotsSchema } from '@rendez/contract'
import { readQuery } from './read-request.ts'

const MOST_KNOWN = 1_000
const LONGEST = 500

/**
 * Reads what is asked of the list of slots. Many ask the same, and checking the question costs more than a
 * cached answer: questions that were asked lately are known.
 *
 * @returns a function that answers null to what cannot be read
 */
export function createSlotsQueryParser(): (url: string) => ListSlotsInput | null {
  const known = new Map<string, ListSlotsInput>()
  return (url) => {
    const question = url.slice(url.indexOf('?') + 1)
    const before = known.get(question)
    if (before !== undefined) return before
    const parsed = listSlotsSchema.safeParse(readQuery(url))
    if (!parsed.success) return null
    if (known.size >= MOST_KNOWN) known.clear()
    if (question.length <= LONGEST) known.set(question, parsed.data)
    return parsed.data
  }
}
