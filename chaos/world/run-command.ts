import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { World } from './open-world.ts'

const cli = fileURLToPath(new URL('../../apps/server/src/cli.ts', import.meta.url))

/** Runs a command of the product on the world's services, and gives the document that it prints. */
export function runProductCommand({ settings }: World, args: string[]): Promise<unknown> {
  const options = { env: settings, maxBuffer: 64 * 1024 * 1024, timeout: 180_000 }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [cli, ...args, '--json'], options, (error, output, errors) => {
      try {
        // A verdict that is not clean is a document too, with an exit code of its own.
        resolve(JSON.parse(output))
      } catch {
        reject(new Error(`${args.join(' ')}: ${errors.trim().slice(-500) || error?.message}`))
      }
    })
  })
}
