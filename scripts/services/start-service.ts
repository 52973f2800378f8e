import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { stopWithParent } from '../../apps/server/src/db/embedded/stop-with-parent.ts'
import { answersGreeting, type Greeting } from './answers-greeting.ts'

/** A server program that this process started, with every process that it started in turn. */
export type RunningService = {
  url: string
  port: number
  /** Of the process to pause or to kill. */
  pid: number
  /** Ends it in order, after 10 s by force. What it stored stays in its directory. */
  stop(): Promise<void>
  /** Ends all of its processes by force, before this call returns. */
  kill(): void
}

export type ServiceProcess = {
  child: ChildProcess
  /** Resolves when it has ended, after asking for it with this signal to this process. */
  stop(signal: NodeJS.Signals, pid?: number): Promise<void>
  kill(): void
}

type ProcessOptions = {
  env?: Record<string, string>
  log: string
  /** User and group to run as; those of this process when absent. */
  ids?: { uid: number; gid: number } | undefined
}

const STOP_MS = 10_000

/** Starts a program in a process group of its own, which ends when this process does. */
export async function startProcess(
  program: string,
  args: string[],
  { env, log, ids }: ProcessOptions,
): Promise<ServiceProcess> {
  const output = openSync(log, 'a')
  // Its own group: a Ctrl-C at the terminal reaches this process, which then ends it in order.
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    ...ids,
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  await once(child, 'spawn')
  const { pid } = child
  if (pid === undefined) throw new Error(`${program} did not start`)
  const callOff = stopWithParent(-pid, 'KILL')
  const ended = once(child, 'exit').then(callOff)
  const kill = () => signal(-pid, 'SIGKILL')
  const stop = async (name: NodeJS.Signals, target = pid) => {
    signal(target, name)
    await Promise.race([ended, delay(STOP_MS, undefined, { ref: false })])
    kill()
    await ended
  }
  return { child, stop, kill }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/**
 * Resolves when the server on this loopback port answers a greeting as its protocol does.
 *
 * @throws Error with the end of its log when it ended, or did not answer in time
 */
export async function untilItAnswers(
  { child }: Pick<ServiceProcess, 'child'>,
  { log, seconds, ...greeting }: Greeting & { log: string; seconds: number },
): Promise<void> {
  const deadline = performance.now() + seconds * 1000
  while (!(await answersGreeting(greeting))) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null
    if (hasEnded || performance.now() > deadline) {
      const reason = hasEnded ? 'ended' : `did not answer within ${seconds} s`
      const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-10).join('\n')
      throw new Error(`${child.spawnfile} ${reason}:\n${lines}`)
    }
    await delay(20)
  }
}
