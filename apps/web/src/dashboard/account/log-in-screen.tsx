import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AccountCard } from './account-card.tsx'
import { logIn } from './auth-api.ts'
import { safeRedirect } from './safe-redirect.ts'
import { useAuthForm } from './use-auth-form.ts'

export function LogInScreen() {
  const router = useRouter()
  const queryClient = useQueryClient()
  const search = useSearch({ from: '/visitor' })
  const form = useAuthForm(
    (field) => logIn(field('email'), field('password')),
    async () => {
      queryClient.clear()
      await router.navigate({ href: safeRedirect(search.redirect) })
    },
  )
  return (
    <AccountCard
      title="Log in"
      footer={
        <>
          New here?{' '}
          <Link to="/app/sign-up" className="text-link">
            Create an account
          </Link>
        </>
      }
    >
      <Form
        onSubmit={form.onSubmit}
        problems={form.problems}
        className="mt-6 grid grid-cols-1 gap-4"
      >
        <FormMessage>{form.message}</FormMessage>
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="email"
          isRequired
          autoFocus
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          isRequired
        />
        <Link to="/app/forgot-password" className="text-link -mt-2 justify-self-start text-sm">
          Forgot your password?
        </Link>
        <Button type="submit" variant="primary" isPending={form.isPending} className="mt-1">
          Log in
        </Button>
      </Form>
    </AccountCard>
  )
}
