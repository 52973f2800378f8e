import { expect, test } from 'vitest'
import { isGuessablePassword } from './is-guessable-password.ts'

test.each(['password', 'Password1', '12345678', 'iloveyou', 'QWERTYUIOP', 'baseball'])(
  '%s is refused',
  async (password) => {
    await expect(isGuessablePassword(password)).resolves.toBe(true)
  },
)

test.each(['correct horse battery staple', 'tulip-4-garden-9', 'пароль на века'])(
  '%s is accepted',
  async (password) => {
    await expect(isGuessablePassword(password)).resolves.toBe(false)
  },
)
