import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCommand } from '../run-command.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/**
 * Finds the browser for the browser tests: CHROMIUM_PATH, one on PATH, or one installed now where
 * that is possible without asking (root on Debian or Ubuntu).
 *
 * @returns undefined when there is none, after saying what to do.
 */
export async function findChromium(): Promise<string | undefined> {
  const found = locate()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Chromium is missing: installing it with apt')
    await installWithApt()
    const installed = locate()
    if (installed) return installed
  }
  console.error(
    'The browser tests need Chromium: install it (Debian: apt install chromium), or set CHROMIUM_PATH to a Chromium or Chrome.',
  )
  return undefined
}

function locate(): string | undefined {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) return existsSync(chosen) ? chosen : undefined
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...candidates, MAC].find((file) => existsSync(file))
}

async function installWithApt(): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const update = await runCommand('apt-get', ['update', '-q'], { env, capture: true })
  const install = ['install', '-q', '-y', '--no-install-recommends', 'chromium']
  const { code, output } = await runCommand('apt-get', install, { env, capture: true })
  if (code !== 0) console.error(`${update.output}\n${output}`)
}
