import { expect, test } from 'vitest'
import { deriveKey, scryptParameters } from './derive-key.ts'
import { hashPassword } from './hash-password.ts'
import { formatStoredKey } from './stored-key.ts'
import { verifyPassword } from './verify-password.ts'

test('a stored password names its parameters and tells right from wrong', async () => {
  const stored = await hashPassword('correct horse battery staple')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  await expect(verifyPassword(stored, 'correct horse battery staple')).resolves.toBe(true)
  await expect(verifyPassword(stored, 'correct horse battery stable')).resolves.toBe(false)
  await expect(verifyPassword(stored, '')).resolves.toBe(false)
})

test('the same password is stored differently each time', async () => {
  await expect(hashPassword('same password')).resolves.not.toBe(await hashPassword('same password'))
})

test('a password typed with combining accents is the same password', async () => {
  const stored = await hashPassword('cr\u00e8me br\u00fbl\u00e9e')
  await expect(verifyPassword(stored, 'cre\u0300me bru\u0302le\u0301e')).resolves.toBe(true)
})

// The published vectors of the two algorithms: the argon2 reference implementation and RFC 7914.
test.each([
  [
    'password',
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ],
  [
    'pleaseletmein',
    `$scrypt$ln=14,r=8,p=1$${base64(Buffer.from('SodiumChloride'))}$${base64(
      Buffer.from(
        '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
          'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
        'hex',
      ),
    )}`,
  ],
])('agrees with the published vector of %j', async (password, stored) => {
  await expect(verifyPassword(stored, password)).resolves.toBe(true)
  await expect(verifyPassword(stored, `${password}!`)).resolves.toBe(false)
})

test('what a Node without argon2 has stored can be verified', async () => {
  const salt = Buffer.from('0123456789abcdef')
  const secret = { password: 'from an older Node', salt, length: 32 }
  const key = await deriveKey(scryptParameters, secret)
  const stored = formatStoredKey({ parameters: scryptParameters, salt, key })
  expect(stored).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/)
  await expect(verifyPassword(stored, 'from an older Node')).resolves.toBe(true)
  await expect(verifyPassword(stored, 'from a newer Node')).resolves.toBe(false)
})

test('a damaged entry is an error, not a wrong password', async () => {
  await expect(verifyPassword('plain text', 'plain text')).rejects.toThrow('unknown form')
})

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
