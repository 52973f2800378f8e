import { spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { answersGreeting } from '../answers-greeting.ts'
import { describeProject, type Project } from './describe-project.ts'
import { hasEngine } from './has-engine.ts'
import { runAfterParent } from './run-after-parent.ts'
import { runDocker } from './run-docker.ts'

/** As docker-compose.yml names them. */
export type ComposedService = 'valkey' | 'rabbitmq'

export type Composition = {
  /** Values of the variables of docker-compose.yml. */
  env: Record<string, string>
  /**
   * Starts one of the services that were asked for.
   *
   * @returns its port of the loopback interface, once it is healthy
   * @throws Error that says why not
   */
  start(service: ComposedService): Promise<number>
  /** Removes what was started, with its data. */
  stop(): Promise<void>
  /** The same before this call returns. */
  kill(): void
}

const inside: Record<ComposedService, { port: number; greeting: string; answer: string }> = {
  valkey: { port: 6379, greeting: 'PING\r\n', answer: '-NOAUTH' },
  rabbitmq: { port: 5672, greeting: 'AMQP\x00\x00\x09\x01', answer: '\x01' },
}

// Images may have to be loaded first.
const CREATE_SECONDS = 600
const START_SECONDS = 60
const STOP_SECONDS = 30
const DOWN = ['down', '--volumes', '--timeout', '0']

/**
 * Makes services of docker-compose.yml ready to be started, in a project of their own, with their images.
 *
 * @returns undefined where no engine answers, or where it fails, which it says
 */
export async function openComposition(
  services: ComposedService[],
  docker: string,
): Promise<Composition | undefined> {
  if (services.length === 0 || !(await hasEngine(docker))) return undefined
  const project = describeProject()
  const run = runnerOf(docker, project)
  const down = [...project.args, ...DOWN]
  const callOff = runAfterParent(docker, down, project.env)
  const stop = async () => {
    await run(DOWN, STOP_SECONDS)
    await callOff()
  }
  try {
    await run(['up', '--no-start', ...services], CREATE_SECONDS)
  } catch (error) {
    sayWhyNot(error)
    // It is done again when this process ends.
    await stop().catch(() => {})
    return undefined
  }
  return {
    env: project.env,
    start: async (service) => {
      await run(['up', '--wait', service], START_SECONDS)
      return findPort(service, await run(['port', service, String(inside[service].port)], 10))
    },
    stop,
    kill: () => {
      const env = { ...process.env, ...project.env }
      spawnSync(docker, down, { env, stdio: 'ignore', timeout: STOP_SECONDS * 1000 })
    },
  }
}

/** One line about an engine that is there and does not do what it was asked. */
export function sayWhyNot(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  console.warn(`${reason}; tests use the programs of Debian's packages instead`)
}

function runnerOf(docker: string, { args, env, name }: Project) {
  return (command: string[], seconds: number): Promise<string> =>
    runDocker({ docker, args: [...args, ...command], env, seconds }).catch((cause) => {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new Error(`docker compose ${command.join(' ')} (${name}): ${reason}`, { cause })
    })
}

async function findPort(service: ComposedService, printed: string): Promise<number> {
  const port = Number(/^127\.0\.0\.1:(\d+)$/m.exec(printed)?.[1])
  if (!port) throw new Error(`docker compose port ${service}: no port of 127.0.0.1: ${printed}`)
  // The engine may be that of another machine.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await answersGreeting({ ...inside[service], port })) return port
    await delay(100)
  }
  throw new Error(`docker compose published ${service} at 127.0.0.1:${port}, where nobody answers`)
}
