import { confirmSignUpSchema, signUpSchema } from '@rendez/contract'
import type { GenericEndpointContext } from 'better-auth'
import { createAuthEndpoint, formCsrfMiddleware } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type { UserRow } from './accounts.repository.ts'
import { confirmSignUp } from './confirm-sign-up.ts'
import { type SignUpDeps, signUp, signUpIdentifier } from './sign-up.ts'

/**
 * Sign-up in place of better-auth's own, which needs two different answers for a new and a taken
 * address as soon as the newcomer is logged in.
 */
export function signUpPlugin(deps: SignUpDeps) {
  const use = [formCsrfMiddleware]
  return {
    id: 'rendez-sign-up',
    endpoints: {
      signUp: createAuthEndpoint(
        '/sign-up',
        { method: 'POST', body: signUpSchema, use },
        async (ctx) => {
          const language = ctx.headers?.get('accept-language') ?? null
          const user = await signUp(deps, ctx.body, language)
          if (user !== undefined) await openSession(ctx, user)
          return ctx.json({ status: true })
        },
      ),
      confirmSignUp: createAuthEndpoint(
        '/confirm-sign-up',
        { method: 'POST', body: confirmSignUpSchema, use },
        async (ctx) => {
          const identifier = signUpIdentifier(ctx.body.token)
          const found = await ctx.context.internalAdapter.consumeVerificationValue(identifier)
          await openSession(ctx, await confirmSignUp(deps.database, found?.value ?? null))
          return ctx.json({ status: true })
        },
      ),
    },
  }
}

async function openSession(ctx: GenericEndpointContext, user: UserRow): Promise<void> {
  const session = await ctx.context.internalAdapter.createSession(user.id)
  await setSessionCookie(ctx, { session, user })
}
