import { spawn } from 'node:child_process'
import { stopWithParent } from '../../../apps/server/src/db/embedded/stop-with-parent.ts'

type DockerRun = {
  /** Name or path of the docker command. */
  docker: string
  args: string[]
  env?: Record<string, string>
  /** After which it is ended by force. */
  seconds: number
}

/**
 * Runs the docker command to its end, which comes in any case: at the latest when its time is over, or
 * when this process ends.
 *
 * @returns what it printed to its standard output
 * @throws Error with the last thing that it said, when there is no such command, or it fails, or takes
 *   too long
 */
export function runDocker({ docker, args, env, seconds }: DockerRun): Promise<string> {
  // A group of its own: compose is a program that docker starts, and must end with it.
  const child = spawn(docker, args, {
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  const callOff = pid === undefined ? undefined : stopWithParent(-pid, 'KILL')
  let output = ''
  let complaints = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (complaints += text))
  return new Promise((resolve, reject) => {
    let isTooLong = false
    const timer = setTimeout(() => {
      isTooLong = true
      if (pid !== undefined) killGroup(pid)
      // Whoever left the group may hold them open.
      child.stdout.destroy()
      child.stderr.destroy()
    }, seconds * 1000)
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('close', async (code) => {
      clearTimeout(timer)
      await callOff?.()
      if (code === 0) resolve(output)
      else reject(new Error(isTooLong ? `took more than ${seconds} s` : lastLine(complaints)))
    })
  })
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // It has ended.
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() || 'failed without a word'
}
