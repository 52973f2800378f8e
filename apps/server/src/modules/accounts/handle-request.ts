import { setTimeout as delay } from 'node:timers/promises'
import { DomainError } from '@rendez/contract'
import { type AccountDoor, accountDoors } from './account-doors.ts'
import { forwardRequest } from './forward-request.ts'
import { presentAnswer, presentRefusal } from './present-answer.ts'
import { readBody, readText } from './read-body.ts'

/** What HTTP knows of a request beside what the caller wrote into it. */
export type RequestOrigin = { clientAddress?: string | undefined; requestId?: string | undefined }

export type HandleDeps = {
  publicUrl: string
  /** better-auth's handler. */
  serve(request: Request): Promise<Response>
  limitMails(email: string): Promise<void>
}

// Longer than a hash and its transaction take; a person does not notice it.
const ANSWER_AFTER_MS = 200

/**
 * Answers a request below /api/auth, also what is refused.
 * @throws what nobody expected
 */
export async function handleRequest(
  deps: HandleDeps,
  request: Request,
  origin: RequestOrigin,
): Promise<Response> {
  try {
    const door = findDoor(request)
    const body = await readBody(door, request)
    const answer = passThrough(deps, door, { request, body, origin })
    // The handler is attached before the wait, so that an early refusal is not an unhandled one.
    if (door.keepsTime) await Promise.allSettled([answer, delay(ANSWER_AFTER_MS)])
    return await answer
  } catch (error) {
    if (error instanceof DomainError) return presentRefusal(error, origin.requestId)
    throw error
  }
}

function findDoor(request: Request): AccountDoor {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '')
  const door = accountDoors.get(path)
  if (door === undefined) throw new DomainError('NOT_FOUND')
  if (door.method !== request.method) throw new DomainError('METHOD_NOT_ALLOWED')
  return door
}

async function passThrough(
  { publicUrl, serve, limitMails }: HandleDeps,
  { path, mails }: AccountDoor,
  { request, body, origin }: { request: Request; body: object | undefined; origin: RequestOrigin },
): Promise<Response> {
  const email = mails && body && readText(body, 'email')
  if (email) await limitMails(email.toLowerCase())
  const { clientAddress } = origin
  const answer = await serve(forwardRequest(request, { path, body, clientAddress, publicUrl }))
  return presentAnswer(answer, path === '/get-session')
}
