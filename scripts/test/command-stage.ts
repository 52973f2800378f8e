import { runNode } from '../run-command.ts'
import type { Stage } from './stage.ts'

/** A stage that is one program of Node: ok when it ends with 0. */
export function commandStage(title: string, args: string[]): Stage {
  return {
    title,
    async run() {
      const { code } = await runNode(args)
      return { ok: code === 0 }
    },
  }
}
