import { posix } from 'node:path'
import type { Check } from './source-file.ts'

const CODE = /\.(ts|tsx|mjs|css|grit)$/
// A route's file may start with the router's own marks: $username, __root, _layout.
const KEBAB = /^(\$|_{1,2})?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
const SAYS_NOTHING = /^(utils?|helpers?|misc|common|stuff)$/

/** Files and folders of code are kebab-case, and their names say what is inside. */
export const checkNames: Check = (files) =>
  files
    .filter(({ path }) => CODE.test(path) && !path.endsWith('.gen.ts'))
    .flatMap(({ path }) => {
      const parts = path.split('/')
      const wrong = parts.find((part) => !KEBAB.test(part.replace(/^\./, '')))
      const words = parts.flatMap((part) => part.split(/[.-]/))
      const empty = words.find((word) => SAYS_NOTHING.test(word))
      return [
        ...(wrong ? [{ path, message: `"${wrong}" is not kebab-case` }] : []),
        ...(empty
          ? [
              {
                path,
                message: `"${empty}" says nothing: name ${posix.basename(path)} after its one idea`,
              },
            ]
          : []),
      ]
    })
