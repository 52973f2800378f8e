import { randomBytes } from 'node:crypto'
import { argon2Parameters, deriveKey, hasArgon2, scryptParameters } from './derive-key.ts'
import { formatStoredKey } from './stored-key.ts'

const SALT_BYTES = 16
const KEY_BYTES = 32

/** What to store of a password: salt, parameters and key in one string, `$argon2id$v=19$...`. */
export async function hashPassword(password: string): Promise<string> {
  const parameters = hasArgon2 ? argon2Parameters : scryptParameters
  const salt = randomBytes(SALT_BYTES)
  const key = await deriveKey(parameters, { password, salt, length: KEY_BYTES })
  return formatStoredKey({ parameters, salt, key })
}
