import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Prepared } from './scenario.ts'

/**
 * A disk of so many megabytes for the data of one service.
 * @throws Error when this is not root
 */
export function mountSmallDisk(
  service: 'postgresDirectory' | 'rabbitmqDirectory',
  megabytes: number,
): Prepared {
  if (process.getuid?.() !== 0) throw new Error('only root may mount a small disk')
  const directory = mkdtempSync(join(tmpdir(), 'rendez-small-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory])
  const clear = () => {
    execFileSync('umount', ['-l', directory])
    rmSync(directory, { recursive: true, force: true })
  }
  return { [service]: directory, clear }
}

/** Writes a file until there are no more than so many megabytes left. */
export function fillDisk(directory: string, ballast: string, leftMegabytes: number): void {
  const block = Buffer.alloc(256 * 1024)
  const free = () => {
    const { bavail, bsize } = statfsSync(directory)
    return bavail * bsize
  }
  while (free() > leftMegabytes * 1024 * 1024) {
    try {
      writeFileSync(ballast, block, { flag: 'a' })
    } catch {
      return
    }
  }
}
