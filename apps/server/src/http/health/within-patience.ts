/** Rejects when `work` takes longer; it goes on all the same, and its failure is nobody's any more. */
export async function withinPatience<Result>(
  work: Promise<Result>,
  milliseconds: number,
): Promise<Result> {
  const late = Promise.withResolvers<never>()
  const beLate = () => late.reject(new Error(`no answer within ${milliseconds} ms`))
  // After a busy moment of this process the answer may be there, and only waits to be read.
  let immediate: NodeJS.Immediate | undefined
  const timer = setTimeout(() => {
    immediate = setImmediate(beLate)
  }, milliseconds)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
    clearImmediate(immediate)
  }
}
