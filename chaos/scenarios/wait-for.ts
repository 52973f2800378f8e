import { setTimeout as delay } from 'node:timers/promises'
import { NotAsPromised } from './scenario.ts'

/** @throws NotAsPromised when it is not so within the time */
export async function waitFor(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  seconds = 30,
): Promise<void> {
  const deadline = performance.now() + seconds * 1_000
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new NotAsPromised(`within ${seconds} s: ${what}`)
    await delay(50)
  }
}
