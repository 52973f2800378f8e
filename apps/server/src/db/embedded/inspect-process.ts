import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export type ProcessInfo = {
  parentPid: number
  /** The arguments the process was started with, joined by spaces. */
  commandLine: string
}

/**
 * Looks at a living process of this machine.
 *
 * @returns undefined when no such process lives (a zombie counts as dead).
 */
export function inspectProcess(pid: number): ProcessInfo | undefined {
  // /proc needs no other program: slim containers come without `ps`.
  return process.platform === 'linux' ? readProc(pid) : askPs(pid)
}

function readProc(pid: number): ProcessInfo | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
    const [state, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return undefined
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { parentPid: Number(parentPid), commandLine }
  } catch {
    return undefined
  }
}

function askPs(pid: number): ProcessInfo | undefined {
  try {
    const columns = ['-ww', '-o', 'ppid=,stat=,command=', '-p', String(pid)]
    const line = execFileSync('ps', columns, { encoding: 'utf8' })
    const match = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line.trimEnd())
    if (!match || match[2]?.startsWith('Z')) return undefined
    return { parentPid: Number(match[1]), commandLine: match[3] ?? '' }
  } catch {
    return undefined
  }
}
