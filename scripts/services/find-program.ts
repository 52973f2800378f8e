import { execFile } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Program = {
  name: string
  /** Where it may be beside PATH; `*` stands for a version. */
  patterns: string[]
  /** What Debian and Ubuntu call it. */
  debianPackage: string
  /** The setting that names a server of yours instead, where that will do. */
  instead?: string
}

let installing: Promise<unknown> = Promise.resolve()

/**
 * The path of a program, which is installed first where that is possible without asking: as root on
 * Debian or Ubuntu.
 *
 * @throws Error that says what to do
 */
export async function findProgram(program: Program): Promise<string> {
  const found = locate(program)
  if (found !== undefined) return found
  const { name, debianPackage, instead } = program
  const other = instead === undefined ? '' : `, or name a server of yours in ${instead}`
  const advice = `install ${name} (Debian: apt install ${debianPackage})${other}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`The tests need ${name}: ${advice}`)
  }
  console.log(`${name} is missing: installing ${debianPackage} with apt`)
  // One at a time: apt locks its lists.
  const result = installing.then(() => installWithApt(debianPackage))
  installing = result.catch(() => {})
  await result.catch((cause) => {
    throw new Error(`apt could not install ${debianPackage}: ${advice}`, { cause })
  })
  const installed = locate(program)
  if (installed === undefined) throw new Error(`${debianPackage} has no ${name}: ${advice}`)
  return installed
}

function locate({ name, patterns }: Program): string | undefined {
  const [own] = globSync(patterns).toSorted().toReversed()
  const folders = patterns.length > 0 ? [] : (process.env.PATH ?? '').split(delimiter)
  return own ?? folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
}

async function installWithApt(debianPackage: string): Promise<void> {
  // The run level keeps the package from starting a service of the machine, on its usual port.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  await run('apt-get', ['update', '-q'], { env })
  const args = ['install', '-q', '-y', '--no-install-recommends', debianPackage]
  await run('apt-get', args, { env, maxBuffer: 64 * 1024 * 1024 })
}
