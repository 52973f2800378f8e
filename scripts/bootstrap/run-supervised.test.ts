import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 })

const patience = { timeout: 20_000 }

const started: ChildProcess[] = []

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

// A target tells its process id and every signal, and ends a moment after SIGTERM or SIGINT.
const TARGET = `
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      console.log(signal)
      setTimeout(() => process.exit(7), 300)
    })
  }
  setInterval(() => {}, 1000)
  console.log(process.pid)
`

function supervising(target: string, options = '{}'): string {
  const module = new URL('./run-supervised.mjs', import.meta.url).href
  return `
    import { runSupervised } from ${JSON.stringify(module)}
    const options = { cwd: ${JSON.stringify(import.meta.dirname)}, env: process.env, ...${options} }
    const args = ['--eval', ${JSON.stringify(target)}]
    process.exitCode = await runSupervised(process.execPath, args, options)
  `
}

function run(program: string, env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  })
  started.push(child)
  return child
}

/** The supervisor, and what it and its target print, line by line. */
function watch(child: ChildProcess): string[] {
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface(stream).on('line', (line) => lines.push(line))
  }
  return lines
}

async function targetOf(lines: string[]): Promise<number> {
  await vi.waitFor(() => expect(Number(lines[0])).toBeGreaterThan(0), patience)
  return Number(lines[0])
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const gone = (pid: number) => vi.waitFor(() => expect(isAlive(pid)).toBe(false), patience)

describe('a supervised program', () => {
  test('gets one signal for one press, however many ways it arrives, and its code is passed on', async () => {
    const supervisor = run(supervising(TARGET))
    const lines = watch(supervisor)
    await targetOf(lines)
    const closed = once(supervisor, 'close')
    supervisor.kill('SIGINT')
    // Signals that are still waiting count once anyway, so the second one waits for the first.
    await vi.waitFor(() => expect(lines).toContain('SIGINT'), patience)
    supervisor.kill('SIGINT')
    const [code] = await closed
    expect(code).toBe(7)
    expect(lines.slice(1)).toEqual(['SIGINT'])
  })

  test('ends when its supervisor is killed with no chance to tell it', async () => {
    const supervisor = run(supervising(TARGET))
    const pid = await targetOf(watch(supervisor))
    supervisor.kill('SIGKILL')
    await gone(pid)
  })

  test('ends when npm, which started the supervisor, is killed', async () => {
    const asNpm = `
      import { spawn } from 'node:child_process'
      const args = ['--input-type=module', '--eval', ${JSON.stringify(supervising(TARGET))}]
      spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, npm_lifecycle_event: 'start' } })
    `
    const npm = run(asNpm)
    const pid = await targetOf(watch(npm))
    npm.kill('SIGKILL')
    await gone(pid)
  })

  test('leaves nothing of its group behind', async () => {
    const withChild = `
      const { spawn } = require('node:child_process')
      const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
      console.log(child.pid)
      process.exit(0)
    `
    const supervisor = run(supervising(withChild))
    const closed = once(supervisor, 'close')
    const pid = await targetOf(watch(supervisor))
    const [code] = await closed
    expect(code).toBe(0)
    await gone(pid)
  })

  test('that is quiet is heard only when it fails', async () => {
    const print = (code: number) => `console.log('printed'); process.exit(${code})`
    const good = run(supervising(print(0), '{ quiet: true }'))
    const heardOfGood = watch(good)
    await once(good, 'close')
    expect(heardOfGood).toEqual([])

    const bad = run(supervising(print(3), '{ quiet: true }'))
    const heardOfBad = watch(bad)
    const [code] = await once(bad, 'close')
    expect({ code, heardOfBad }).toEqual({ code: 3, heardOfBad: ['printed'] })
  })
})
