import type { ErrorBody, SignUpInput } from '@rendez/contract'
import { readApiError } from '../../lib/read-api-error.ts'

export type AuthOutcome = { readonly ok: true } | { readonly ok: false; readonly error: ErrorBody }

async function call(path: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(`/api/auth/${path}`, { credentials: 'same-origin', ...init })
  const body: unknown = await response.json()
  if (!response.ok) throw body
  return body
}

async function post(path: string, input: object): Promise<AuthOutcome> {
  try {
    await call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    return { ok: true }
  } catch (error) {
    return { ok: false, error: readApiError(error) }
  }
}

// The session lives in a cookie that scripts cannot read, so these are plain calls of their own.

export const signUp = (input: SignUpInput) => post('sign-up/email', input)

export const confirmSignUp = (token: string) => post('confirm-sign-up', { token })

export const logIn = (email: string, password: string) => post('sign-in/email', { email, password })

export const logOut = () => post('sign-out', {})

export const requestPasswordReset = (email: string) => post('request-password-reset', { email })

export const resetPassword = (token: string, newPassword: string) =>
  post('reset-password', { token, newPassword })

export const changePassword = (currentPassword: string, newPassword: string) =>
  post('change-password', { currentPassword, newPassword })

/** Whether this browser is logged in; throws when the server cannot be reached. */
export async function hasSession(): Promise<boolean> {
  return (await call('get-session')) !== null
}
