import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode } from '../run-command.ts'
import type { Stage } from './stage.ts'

const AT_ONCE = 2

/** Checks the types of the root and of every workspace, two at a time. */
export function typesStage(): Stage {
  return { title: 'Types', run: async () => ({ ok: await checkAll(listProjects()) }) }
}

async function checkAll(projects: string[]): Promise<boolean> {
  const results: boolean[] = []
  const waiting = [...projects]
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.push(await checkProject(next))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results.every(Boolean)
}

async function checkProject(project: string): Promise<boolean> {
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc')
  const { code, output } = await runNode([tsc, '-p', project, '--pretty'], { capture: true })
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${project}`)
  if (code !== 0) console.log(output)
  return code === 0
}

function listProjects(): string[] {
  const workspaces = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  )
  return ['.', ...workspaces].filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
}
