import { printProgress } from './print-result.ts'

// What is done sooner needs no words.
const TELL_EVERY_MS = 1_000

/** Says how far work is, in a few words. */
export type TellProgress = (line: string) => void

/**
 * Runs work that may take long and says how far it is: once a second what is new is printed on standard
 * error, on a terminal and elsewhere alike.
 */
export async function withProgress<Result>(
  work: (tell: TellProgress) => Promise<Result>,
): Promise<Result> {
  let [current, printed] = ['', '']
  const timer = setInterval(() => {
    if (current === printed) return
    printProgress(current)
    printed = current
  }, TELL_EVERY_MS)
  try {
    return await work((line) => {
      current = line
    })
  } finally {
    clearInterval(timer)
  }
}
