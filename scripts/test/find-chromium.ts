import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCommand } from '../run-command.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
// Chromium without windows: it takes two thirds of the time, and lets no request out of a page that is left.
const SHELL = 'chromium-headless-shell'

/**
 * Finds the browser for the browser tests: CHROMIUM_PATH, or one on PATH with its headless shell, each
 * installed now where that is possible without asking (root on Debian or Ubuntu).
 *
 * @returns variables of the tests' environment: CHROMIUM_PATH, and CHROMIUM_SHELL_PATH where there is a
 *   shell; undefined when there is no browser, after saying what to do.
 */
export async function findChromium(): Promise<Record<string, string> | undefined> {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (existsSync(chosen)) return { CHROMIUM_PATH: chosen }
    return complain()
  }
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (canInstall && !locate(NAMES)) await installWithApt('chromium')
  const chromium = locate(NAMES) ?? [MAC].find((file) => existsSync(file))
  if (chromium === undefined) return complain()
  if (canInstall && !locate([SHELL])) await installWithApt(SHELL)
  const shell = locate([SHELL])
  return { CHROMIUM_PATH: chromium, ...(shell === undefined ? {} : { CHROMIUM_SHELL_PATH: shell }) }
}

function complain(): undefined {
  console.error(
    'The browser tests need Chromium: install it (Debian: apt install chromium), or set CHROMIUM_PATH to a Chromium or Chrome.',
  )
}

function locate(names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return candidates.find((file) => existsSync(file))
}

async function installWithApt(debianPackage: string): Promise<void> {
  console.log(`${debianPackage} is missing: installing it with apt`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const update = await runCommand('apt-get', ['update', '-q'], { env, capture: true })
  const install = ['install', '-q', '-y', '--no-install-recommends', debianPackage]
  const { code, output } = await runCommand('apt-get', install, { env, capture: true })
  if (code !== 0) console.error(`${update.output}\n${output}`)
}
