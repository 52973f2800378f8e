import crypto from 'node:crypto'
import { promisify } from 'node:util'

/** How to derive a key: kept beside every stored password, so that the defaults may change. */
export type KeyParameters =
  | { algorithm: 'argon2id'; memoryKib: number; passes: number; lanes: number }
  | { algorithm: 'scrypt'; logCost: number; blockSize: number; lanes: number }

/** OWASP's first choice for argon2id; Node has it from 24.7 on. */
export const argon2Parameters: KeyParameters = {
  algorithm: 'argon2id',
  memoryKib: 19_456,
  passes: 2,
  lanes: 1,
}

/** OWASP's choice for scrypt with 32 MiB. */
export const scryptParameters: KeyParameters = {
  algorithm: 'scrypt',
  logCost: 15,
  blockSize: 8,
  lanes: 3,
}

export const hasArgon2 = 'argon2' in crypto

type Secret = { password: string; salt: Uint8Array; length: number }

const scrypt = promisify<string, Uint8Array, number, crypto.ScryptOptions, Buffer>(crypto.scrypt)

/** Runs in Node's thread pool. The password is compared in one Unicode form, whatever was typed on. */
export function deriveKey(parameters: KeyParameters, secret: Secret): Promise<Buffer> {
  const message = secret.password.normalize('NFKC')
  return parameters.algorithm === 'scrypt'
    ? deriveByScrypt(parameters, message, secret)
    : deriveByArgon2(parameters, message, secret)
}

function deriveByScrypt(
  { logCost, blockSize, lanes }: Extract<KeyParameters, { algorithm: 'scrypt' }>,
  message: string,
  { salt, length }: Secret,
): Promise<Buffer> {
  const cost = 2 ** logCost
  const maxmem = 256 * cost * blockSize
  return scrypt(message, salt, length, { cost, blockSize, parallelization: lanes, maxmem })
}

function deriveByArgon2(
  { memoryKib, passes, lanes }: Extract<KeyParameters, { algorithm: 'argon2id' }>,
  message: string,
  { salt, length }: Secret,
): Promise<Buffer> {
  return promisify(crypto.argon2)('argon2id', {
    message,
    nonce: salt,
    memory: memoryKib,
    passes,
    parallelism: lanes,
    tagLength: length,
  })
}
