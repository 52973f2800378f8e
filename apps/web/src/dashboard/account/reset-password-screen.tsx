import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { notify } from '../../ui/notify.ts'
import { PasswordField } from '../../ui/password-field.tsx'
import { AccountCard } from './account-card.tsx'
import { resetPassword } from './auth-api.ts'
import { readHashToken } from './read-hash-token.ts'
import { useAuthForm } from './use-auth-form.ts'

const askAgain = (
  <Link to="/app/forgot-password" hash="" className="text-link">
    Ask for a new link
  </Link>
)

/** A new password, by the token of a link from our mail. */
export function ResetPasswordScreen() {
  const router = useRouter()
  const [token] = useState(() => readHashToken('token'))
  const form = useAuthForm(
    (field) => resetPassword(token ?? '', field('newPassword')),
    async () => {
      await router.navigate({ to: '/app/login', hash: '' })
      notify.success('Your password is changed. Log in with the new one.')
    },
  )
  if (token === null || form.code === 'LINK_EXPIRED') {
    return (
      <AccountCard
        title="This link no longer works"
        lead="It may have been used already, or be older than an hour."
        footer={askAgain}
      />
    )
  }
  return (
    <AccountCard title="Set a new password" lead="You will be logged out everywhere else.">
      <Form
        onSubmit={form.onSubmit}
        problems={form.problems}
        className="mt-6 grid grid-cols-1 gap-4"
      >
        <FormMessage>{form.message}</FormMessage>
        <PasswordField
          label="New password"
          name="newPassword"
          autoComplete="new-password"
          hint="At least 8 characters."
          isRequired
          autoFocus
        />
        <Button type="submit" variant="primary" isPending={form.isPending}>
          Set password
        </Button>
      </Form>
    </AccountCard>
  )
}
