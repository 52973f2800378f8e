import { DomainError, fieldProblems } from '@rendez/contract'
import type { AccountDoor } from './account-doors.ts'
import { isGuessablePassword } from './is-guessable-password.ts'

/**
 * The JSON of a request, checked by the door's schema.
 * @throws UNSUPPORTED_MEDIA_TYPE, or VALIDATION_ERROR naming the fields
 */
export async function readBody(door: AccountDoor, request: Request): Promise<object | undefined> {
  if (door.body === undefined) return undefined
  const result = door.body.safeParse(await readJson(request))
  if (!result.success) {
    throw new DomainError('VALIDATION_ERROR', { fields: fieldProblems(result.error) })
  }
  await refuseGuessablePassword(door, result.data)
  return { ...result.data, ...door.extra }
}

async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new DomainError('UNSUPPORTED_MEDIA_TYPE')
  const text = await request.text()
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    throw new DomainError('VALIDATION_ERROR', {}, 'This is not valid JSON.')
  }
}

async function refuseGuessablePassword({ newPassword }: AccountDoor, body: object): Promise<void> {
  const password = newPassword === undefined ? undefined : readText(body, newPassword)
  if (newPassword === undefined || password === undefined) return
  if (!(await isGuessablePassword(password))) return
  const message = 'This is one of the passwords that are guessed first. Please choose another.'
  throw new DomainError('VALIDATION_ERROR', { fields: [{ path: newPassword, message }] })
}

/** The text in a field, if there is one. */
export function readText(body: object, field: string): string | undefined {
  const value: unknown = Object.entries(body).find(([key]) => key === field)?.[1]
  return typeof value === 'string' ? value : undefined
}
