import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type ServiceProcess, startProcess } from '../../scripts/services/start-service.ts'
import type { Line } from './start-line.ts'

/** The services that a process reaches by a line of its own. */
export type Lines = { postgres: Line; redis: Line; rabbitmq: Line }

/** A process of the product, which is brought back when it ends by itself. */
export type ServerNode = {
  name: string
  url: string
  lines: Lines
  /** Resolves when it answers. */
  start(): Promise<void>
  /** In order, as an operator does. */
  stop(): Promise<void>
  /** kill -9 */
  kill(): void
  pause(): void
  resume(): void
  /** How it ended when nobody ended it, after it had served. */
  deaths: string[]
}

export type NodeOptions = {
  name: string
  directory: string
  port: number
  lines: Lines
  env: Record<string, string>
  args?: string[]
}

const cli = fileURLToPath(new URL('../../apps/server/src/cli.ts', import.meta.url))
const READY_MS = 90_000
const LOOK_MS = 50

export function createServerNode(options: NodeOptions): ServerNode {
  return new Node(options)
}

class Node implements ServerNode {
  readonly name: string
  readonly url: string
  readonly lines: Lines
  readonly deaths: string[] = []
  readonly #options: NodeOptions
  #process: ServiceProcess | undefined
  /** Counts what was started and ended on purpose: whoever waits for an older one gives up. */
  #life = 0

  constructor(options: NodeOptions) {
    this.#options = options
    this.name = options.name
    this.lines = options.lines
    this.url = `http://127.0.0.1:${options.port}`
  }

  async start(): Promise<void> {
    this.#life += 1
    const life = this.#life
    const deadline = performance.now() + READY_MS
    await this.#spawn(life)
    while (life === this.#life && !(await answers(this.url))) {
      if (performance.now() > deadline) throw new Error(`${this.name} does not answer`)
      // A process that finds no database at its start says so and ends; whoever runs it starts it again.
      if (hasEnded(this.#process)) await this.#spawn(life)
      await delay(LOOK_MS)
    }
    if (life === this.#life) this.#watch(life)
  }

  async stop(): Promise<void> {
    this.#life += 1
    // The product's own deadline is 25 s.
    await this.#process?.stop('SIGTERM')
  }

  kill(): void {
    this.#life += 1
    this.#process?.kill()
  }

  pause(): void {
    this.#process?.child.kill('SIGSTOP')
  }

  resume(): void {
    this.#process?.child.kill('SIGCONT')
  }

  async #spawn(life: number): Promise<void> {
    const { directory, env, port, args = [] } = this.#options
    mkdirSync(directory, { recursive: true })
    const log = join(directory, 'server.log')
    const settings = { ...env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: directory }
    const started = await startProcess(process.execPath, [cli, 'serve', ...args], {
      env: settings,
      log,
    })
    this.#process = started
    if (life !== this.#life) started.kill()
  }

  #watch(life: number): void {
    this.#process?.child.once('exit', (code, signal) => {
      if (life !== this.#life) return
      this.deaths.push(`${this.name} ended by itself (${signal ?? code})`)
      this.start().catch((error: unknown) => this.deaths.push(`${this.name}: ${String(error)}`))
    })
  }
}

function hasEnded(running: ServiceProcess | undefined): boolean {
  return (
    running === undefined || running.child.exitCode !== null || running.child.signalCode !== null
  )
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
