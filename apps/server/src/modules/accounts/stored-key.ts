import type { KeyParameters } from './derive-key.ts'

export type StoredKey = { parameters: KeyParameters; salt: Buffer; key: Buffer }

const argon2Form =
  /^\$argon2id\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$(?<salt>[\w+/]+)\$(?<key>[\w+/]+)$/
const scryptForm =
  /^\$scrypt\$ln=(?<ln>\d+),r=(?<r>\d+),p=(?<p>\d+)\$(?<salt>[\w+/]+)\$(?<key>[\w+/]+)$/

/** The PHC string format, as other password libraries read and write it. */
export function formatStoredKey({ parameters, salt, key }: StoredKey): string {
  const how =
    parameters.algorithm === 'scrypt'
      ? `scrypt$ln=${parameters.logCost},r=${parameters.blockSize},p=${parameters.lanes}`
      : `argon2id$v=19$m=${parameters.memoryKib},t=${parameters.passes},p=${parameters.lanes}`
  return `$${how}$${toBase64(salt)}$${toBase64(key)}`
}

/** @throws Error when the string was not written by formatStoredKey */
export function parseStoredKey(stored: string): StoredKey {
  const argon2 = argon2Form.exec(stored)?.groups
  const scrypt = scryptForm.exec(stored)?.groups
  const groups = argon2 ?? scrypt
  if (groups === undefined) throw new Error('a stored password has an unknown form')
  const lanes = Number(groups.p)
  const parameters: KeyParameters =
    argon2 === undefined
      ? {
          algorithm: 'scrypt',
          logCost: Number(groups.ln),
          blockSize: Number(groups.r),
          lanes,
        }
      : {
          algorithm: 'argon2id',
          memoryKib: Number(groups.m),
          passes: Number(groups.t),
          lanes,
        }
  return { parameters, salt: fromBase64(groups.salt), key: fromBase64(groups.key) }
}

const toBase64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
const fromBase64 = (text = '') => Buffer.from(text, 'base64')
