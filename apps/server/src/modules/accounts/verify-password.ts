import { timingSafeEqual } from 'node:crypto'
import { deriveKey } from './derive-key.ts'
import { parseStoredKey } from './stored-key.ts'

/** Takes the same time whether the password is right or wrong. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  const { parameters, salt, key } = parseStoredKey(stored)
  const derived = await deriveKey(parameters, { password, salt, length: key.length })
  return timingSafeEqual(derived, key)
}
