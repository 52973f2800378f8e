import { usernameSchema } from '@rendez/contract'

const LONGEST = 32

/**
 * Usernames to try for a newcomer, best first and without end: their name in letters of a link, else
 * the local part of their address, else "host"; then the same with a number. None is reserved.
 */
export function* deriveUsernames(
  name: string,
  email: string,
  randomNumber: () => number,
): Generator<string, never> {
  const base = [name, email.split('@')[0] ?? ''].map(toUsername).find(isLongEnough) ?? 'host'
  if (usernameSchema.safeParse(base).success) yield base
  for (let number = 2; number < 10; number += 1) yield `${base}-${number}`
  for (;;) yield `${base}-${randomNumber()}`
}

const isLongEnough = (text: string) => text.length >= 2

/** "Zoë Ångström" becomes "zoe-angstrom"; empty when nothing of it can stand in a link. */
function toUsername(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')
}
