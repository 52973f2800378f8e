import {
  changePasswordSchema,
  confirmSignUpSchema,
  logInSchema,
  requestPasswordResetSchema,
  resetPasswordSchema,
  signUpSchema,
} from '@rendez/contract'
import { z } from 'zod'

/** One call that anybody may make below /api/auth. */
export type AccountDoor = {
  method: 'GET' | 'POST'
  /** Where better-auth serves it. */
  path: string
  body?: z.ZodType<object>
  /** The field with a password to set, which must not be a common one. */
  newPassword?: 'password' | 'newPassword'
  /** Sends a mail to the address in `email`. */
  mails?: true
  /** Answers after a fixed time, because what it does depends on whether an account exists. */
  keepsTime?: true
  /** Added to what was sent. */
  extra?: object
}

/** Everything else that better-auth could do stays closed. */
export const accountDoors: ReadonlyMap<string, AccountDoor> = new Map([
  [
    '/sign-up/email',
    {
      method: 'POST',
      path: '/sign-up',
      body: signUpSchema,
      newPassword: 'password',
      mails: true,
      keepsTime: true,
    },
  ],
  ['/confirm-sign-up', { method: 'POST', path: '/confirm-sign-up', body: confirmSignUpSchema }],
  [
    '/sign-in/email',
    { method: 'POST', path: '/sign-in/email', body: logInSchema, keepsTime: true },
  ],
  ['/sign-out', { method: 'POST', path: '/sign-out', body: z.object({}).strict() }],
  ['/get-session', { method: 'GET', path: '/get-session' }],
  [
    '/request-password-reset',
    {
      method: 'POST',
      path: '/request-password-reset',
      body: requestPasswordResetSchema,
      mails: true,
      keepsTime: true,
    },
  ],
  [
    '/reset-password',
    {
      method: 'POST',
      path: '/reset-password',
      body: resetPasswordSchema,
      newPassword: 'newPassword',
    },
  ],
  [
    '/change-password',
    {
      method: 'POST',
      path: '/change-password',
      body: changePasswordSchema,
      newPassword: 'newPassword',
      extra: { revokeOtherSessions: true },
    },
  ],
])
