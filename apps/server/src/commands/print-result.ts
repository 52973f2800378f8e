export type OutputOptions = {
  /** One document for programs instead of lines for people. */
  json?: boolean
}

/** Prints what came of a command on standard output. */
export function printResult({ json = false }: OutputOptions, result: unknown, lines: string[]) {
  console.log(json ? JSON.stringify(result, null, 2) : lines.join('\n'))
}

/** How far long work is; on standard error, so that the result stays alone. */
export function printProgress(line: string): void {
  printProblem(line)
}

/** What was refused, or is missing from the result, in one line on standard error. */
export function printProblem(text: string): void {
  console.error(`rendez: ${text.trim().replaceAll(/\s*\n\s*/g, ' ')}`)
}
