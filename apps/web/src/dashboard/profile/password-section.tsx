import { useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { notify } from '../../ui/notify.ts'
import { PasswordField } from '../../ui/password-field.tsx'
import { changePassword } from '../account/auth-api.ts'
import { useAuthForm } from '../account/use-auth-form.ts'
import { useProfile } from '../use-profile.ts'

/** A new password; whoever is logged in elsewhere is logged out by it. */
export function PasswordSection() {
  const { email } = useProfile()
  const fields = useRef<HTMLFormElement>(null)
  const form = useAuthForm(
    (field) => changePassword(field('currentPassword'), field('newPassword')),
    () => {
      fields.current?.reset()
      notify.success('Your password is changed')
    },
  )
  return (
    <section className="card mt-4 p-5 sm:p-6">
      <h2 className="text-base">Password</h2>
      <p className="mt-0.5 text-sm text-muted">
        You log in as {email}. A new password logs you out everywhere else.
      </p>
      <Form
        ref={fields}
        onSubmit={form.onSubmit}
        problems={form.problems}
        className="mt-5 grid grid-cols-1 gap-5"
      >
        <FormMessage>{form.message}</FormMessage>
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <div className="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
          <PasswordField
            label="Current password"
            name="currentPassword"
            autoComplete="current-password"
            isRequired
          />
          <PasswordField
            label="New password"
            name="newPassword"
            autoComplete="new-password"
            hint="At least 8 characters."
            isRequired
          />
        </div>
        <Button type="submit" isPending={form.isPending} className="justify-self-start">
          Change password
        </Button>
      </Form>
    </section>
  )
}
