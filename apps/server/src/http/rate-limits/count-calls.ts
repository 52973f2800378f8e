/** How many procedures a request calls: a batch of tRPC names several, with commas between them. */
export function countCalls(path: string): number {
  if (!path.startsWith('/api/trpc/')) return 1
  // tRPC decodes the path before it splits it.
  return 1 + (path.match(/,|%2c/gi)?.length ?? 0)
}
