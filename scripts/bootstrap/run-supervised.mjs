import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const SAME_PRESS_MS = 1000
const PARENT_POLL_MS = 250

/**
 * Runs a program in a process group of its own, passes signals on to it, and leaves nothing of the
 * group behind when the program ends or when this process is killed.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, quiet?: boolean }} options quiet shows what the
 *   program prints only when it fails
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it
 */
export async function runSupervised(program, args, { cwd, env, quiet = false }) {
  // A group of its own: Ctrl-C reaches npm, this process and the program, and npm passes its own on
  // as well. The program must get one SIGINT: a second means "at once" to a server that is draining.
  const output = quiet ? 'pipe' : 'inherit'
  const stdio = ['ignore', output, output]
  const child = spawn(program, args, { cwd, env, stdio, detached: true })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk
    })
  }
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
  const stopForwarding = forwardSignals(child)
  const callOffWatch = child.pid === undefined ? () => {} : killGroupWithParent(child.pid)
  try {
    const code = await ended
    if (code !== 0) process.stderr.write(printed)
    return code
  } finally {
    stopForwarding()
    callOffWatch()
    killGroup(child.pid)
  }
}

function forwardSignals(child) {
  const lastSent = new Map()
  const forward = (signal) => {
    const now = Date.now()
    if (now - (lastSent.get(signal) ?? 0) < SAME_PRESS_MS) return
    lastSent.set(signal, now)
    child.kill(signal)
  }
  for (const signal of SIGNALS) process.on(signal, forward)
  const stopWatching = watchNpm(() => forward('SIGTERM'))
  return () => {
    for (const signal of SIGNALS) process.off(signal, forward)
    stopWatching()
  }
}

/** A killed npm cannot pass a signal on: it shows as a new parent of this process. */
function watchNpm(onDeath) {
  if (!process.env.npm_lifecycle_event) return () => {}
  const npm = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== npm) onDeath()
  }, PARENT_POLL_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** Covers `kill -9` of this process: a shell waits on a pipe that the system closes at our death. */
function killGroupWithParent(group) {
  const script = 'read -r word || kill -s TERM -- "-$1"'
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', String(group)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.on('error', () => {})
  watcher.stdin.on('error', () => {})
  return () => watcher.stdin.end('ended\n')
}

function killGroup(group) {
  try {
    if (group !== undefined) process.kill(-group, 'SIGTERM')
  } catch {
    // Nothing of it is left, as it should be.
  }
}
