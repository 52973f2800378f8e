import { rmSync } from 'node:fs'
import type { RunningService } from '../../scripts/services/start-service.ts'
import type { Line } from './start-line.ts'

/** A service that the processes share, and that can be ended and brought back. */
export type ServiceNode = {
  name: string
  /** Where it is itself, without a line between. */
  url: string
  start(): Promise<void>
  /** kill -9 of all of it. */
  kill(): Promise<void>
  stop(): Promise<void>
  pause(): void
  resume(): void
}

type ServiceOptions = {
  name: string
  directory: string
  /** Starts it on what it has; on the port that it had before, when it is given. */
  run(port: number | undefined): Promise<RunningService>
  /** Lines that lead to it: nobody listens at their ends while it is away. */
  lines: Line[]
  /** Whether it comes back empty. */
  forgets?: boolean
}

export async function startServiceNode(options: ServiceOptions): Promise<ServiceNode> {
  const { name, directory, run, lines, forgets = false } = options
  let running = await run(undefined)
  const { port, url } = running
  const away = () => Promise.all(lines.map((line) => line.setMode('refuse')))
  const point = () =>
    Promise.all(
      lines.map((line) => {
        line.target = port
        return line.setMode('carry')
      }),
    )
  await point()
  return {
    name,
    url,
    start: async () => {
      running = await run(port)
      await point()
    },
    kill: async () => {
      running.kill()
      await away()
      if (forgets) rmSync(directory, { recursive: true, force: true, maxRetries: 10 })
    },
    stop: () => running.stop(),
    pause: () => process.kill(running.pid, 'SIGSTOP'),
    resume: () => process.kill(running.pid, 'SIGCONT'),
  }
}
