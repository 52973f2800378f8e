import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

export type FakeDocker = {
  /** The command's path. */
  docker: string
  /** The arguments of each call so far. */
  calls(): string[][]
  /** Ends what it started. */
  remove(): void
}

const program = join(import.meta.dirname, 'fake-docker.test-kit.ts')

/** A docker command of a test's own; `fault` is what is wrong with it. */
export function installFakeDocker(fault = ''): FakeDocker {
  const home = mkdtempSync(join(tmpdir(), 'rendez-fake-docker-'))
  const docker = join(home, 'docker')
  writeFileSync(docker, `#!/bin/sh\n'${process.execPath}' '${program}' '${home}' '${fault}' "$@"\n`)
  chmodSync(docker, 0o755)
  const linesOf = (name: string) => {
    const file = join(home, name)
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  }
  return {
    docker,
    calls: () => linesOf('calls').map((line) => z.array(z.string()).parse(JSON.parse(line))),
    remove: () => {
      for (const pid of linesOf('pids').map(Number)) {
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // It has ended.
        }
      }
      rmSync(home, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}
