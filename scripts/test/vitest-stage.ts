import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode } from '../run-command.ts'
import { readReport } from './read-report.ts'
import type { Stage } from './stage.ts'

/**
 * Runs tests and counts them.
 *
 * @param name of the report, kept as `.test-output/<name>.json`
 * @param args select the tests, as `vitest run` takes them
 * @param prepare gives variables for the tests' environment, or nothing when they cannot run, or throws
 *   why they cannot
 */
export function vitestStage(
  title: string,
  name: string,
  args: string[],
  prepare: () => Promise<Record<string, string> | undefined> = async () => ({}),
): Stage {
  return {
    title,
    async run() {
      const { env, reason } = await attempt(prepare)
      if (reason !== undefined) return { ok: false, reason }
      if (!env) return { ok: false }
      const report = join('.test-output', `${name}.json`)
      mkdirSync(join(root, '.test-output'), { recursive: true })
      rmSync(join(root, report), { force: true })
      const vitest = join('node_modules', 'vitest', 'vitest.mjs')
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      const { code } = await runNode([vitest, 'run', ...args, ...reporters], { env })
      return readReport(join(root, report), code, root)
    },
  }
}

async function attempt(
  prepare: () => Promise<Record<string, string> | undefined>,
): Promise<{ env?: Record<string, string> | undefined; reason?: string }> {
  try {
    return { env: await prepare() }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}
