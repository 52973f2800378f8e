import { join } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { servesThisMachineAlone } from '../http/client-address.ts'
import { createLogger } from '../logger.ts'
import type { RunningServer } from '../main.ts'
import type { Role } from '../roles.ts'
import { runUntilStopped } from './run-until-stopped.ts'

type Line = [title: string, text: string]

/**
 * Serves until it is stopped, and says where to go. Resolves to the exit code.
 *
 * @throws SettingsError when it cannot start
 */
export async function serve({ demo, role }: { demo: boolean; role: Role }): Promise<number> {
  const config = readConfig()
  const log = createLogger(config.logLevel)
  const start = async (signal: AbortSignal) => {
    // Loaded late: a bad setting is told at once.
    const { startServer } = await import('../main.ts')
    const server = await startServer(config, log, { role, signal })
    const demoLines = demo ? await fillInDemo(server) : []
    const lines = [
      ...(role === 'worker' ? [] : guestLines(server)),
      ...(role === 'all' ? [] : operatorLines(server)),
      ...(role === 'worker' ? [] : mailLines(server, config)),
    ]
    console.log(banner([...lines, ...demoLines]))
    return server
  }
  return runUntilStopped(start, log, config)
}

async function fillInDemo({ services, publicUrl, deriveSecret }: RunningServer): Promise<Line[]> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const password = deriveSecret('demo-password')
  const { seedDemo } = await import('./seed-demo.ts')
  const { email, username, created } = await seedDemo(services, { password, timeZone })
  return [
    ['Book a demo', `${publicUrl}/${username}/intro`],
    ['Log in as', `${email}, password ${password}${created ? '' : ' unless you changed it'}`],
  ]
}

const guestLines = ({ publicUrl }: RunningServer): Line[] => [
  ['Dashboard', `${publicUrl}/app`],
  ['API', `${publicUrl}/api/docs`],
]

/** Where nobody is known to be at this machine, there are only the files. */
function mailLines({ localUrl, publicUrl }: RunningServer, config: Config): Line[] {
  if (config.smtpUrl !== null) return []
  const isShown = servesThisMachineAlone({ publicUrl, trustedProxies: config.trustedProxies })
  return [['Kept mail', isShown ? `${localUrl}/dev/mail` : join(config.dataDir, 'mail')]]
}

const operatorLines = ({ localUrl }: RunningServer): Line[] => [['Health', `${localUrl}/health`]]

function banner(lines: Line[]): string {
  const list = lines.map(([title, text]) => `  ${title.padEnd(13)}${text}`)
  return ['', 'Rendez is ready.', '', ...list, '', '  Ctrl-C stops it.', ''].join('\n')
}
