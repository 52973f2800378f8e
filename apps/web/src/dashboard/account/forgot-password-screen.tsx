import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AccountCard } from './account-card.tsx'
import { requestPasswordReset } from './auth-api.ts'
import { useAuthForm } from './use-auth-form.ts'

const toLogIn = (
  <Link to="/app/login" className="text-link">
    Back to log in
  </Link>
)

export function ForgotPasswordScreen() {
  const [isSent, setSent] = useState(false)
  const form = useAuthForm(
    (field) => requestPasswordReset(field('email')),
    () => setSent(true),
  )
  if (isSent) {
    return (
      <AccountCard
        title="Check your mail"
        lead="If there is an account with this address, a link to set a new password is on its way. It works for an hour."
        footer={toLogIn}
      />
    )
  }
  return (
    <AccountCard
      title="Forgot your password?"
      lead="Tell us your address, and we send you a link to set a new one."
      footer={toLogIn}
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
        <Button type="submit" variant="primary" isPending={form.isPending}>
          Send the link
        </Button>
      </Form>
    </AccountCard>
  )
}
