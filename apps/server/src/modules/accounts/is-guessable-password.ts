import { passwordSchema } from '@rendez/contract'

let loaded: Promise<ReadonlySet<string>> | undefined

/** Whether everybody who guesses passwords tries this one early. Capitals do not help it. */
export async function isGuessablePassword(password: string): Promise<boolean> {
  loaded ??= loadGuessablePasswords()
  return (await loaded).has(password.toLowerCase())
}

// 49,000 leaked passwords, the commonest first; only those that are long enough to be chosen matter.
async function loadGuessablePasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const long = dictionary['passwords-common'].filter(
    (entry) => passwordSchema.safeParse(entry).success,
  )
  return new Set(long.map((entry) => entry.toLowerCase()))
}
