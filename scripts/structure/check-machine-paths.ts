import { homedir } from 'node:os'
import { root } from '../run-command.ts'
import type { Check } from './source-file.ts'

const HOME = /(?<![\w.])\/(home|Users)\/[\w.-]+|[A-Z]:\\Users\\/
const HERE = [root.replace(/\/$/, ''), homedir()].filter((path) => path.split('/').length > 2)

/** No file names a folder of one person's machine. */
export const checkMachinePaths: Check = (files) =>
  files.flatMap(({ path, text }) => {
    const found = HOME.exec(text)?.[0] ?? HERE.find((folder) => text.includes(folder))
    return found ? [{ path, message: `${found} is a path of one machine` }] : []
  })
