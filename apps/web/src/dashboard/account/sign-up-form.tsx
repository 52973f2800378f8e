import { useRef, useState } from 'react'
import { detectTimeZone } from '../../lib/detect-time-zone.ts'
import { firstWeekday } from '../../lib/first-weekday.ts'
import { usualTimeFormat } from '../../lib/format-time.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { locale } from '../locale.ts'
import { TimeZonePicker } from '../time-zone-picker.tsx'
import { hasSession, signUp } from './auth-api.ts'
import { useAuthForm } from './use-auth-form.ts'
import { useStartSession } from './use-start-session.ts'

const weekStarts = { 1: 'monday', 6: 'saturday', 7: 'sunday' } as const

function detectWeekStart() {
  const first = firstWeekday(locale)
  return first === 6 || first === 7 ? weekStarts[first] : weekStarts[1]
}

/** Name, address, password and the zone of this device; calls back when a mail has to be followed. */
export function SignUpForm({ onMailSent }: { onMailSent: (email: string) => void }) {
  const [timeZone, setTimeZone] = useState(() => detectTimeZone() ?? 'UTC')
  const email = useRef('')
  const timeFormat = usualTimeFormat(locale)
  const startSession = useStartSession()
  const form = useAuthForm(
    (field) => {
      email.current = field('email')
      const name = field('name')
      const weekStart = detectWeekStart()
      const password = field('password')
      return signUp({ name, email: email.current, password, timeZone, timeFormat, weekStart })
    },
    async () => ((await hasSession()) ? startSession() : onMailSent(email.current)),
  )
  return (
    <Form onSubmit={form.onSubmit} problems={form.problems} className="mt-6 grid grid-cols-1 gap-4">
      <FormMessage>{form.message}</FormMessage>
      <TextField label="Your name" name="name" autoComplete="name" isRequired autoFocus />
      <TextField label="E-mail" name="email" type="email" autoComplete="email" isRequired />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        hint="At least 8 characters."
        isRequired
      />
      <TimeZonePicker
        label="Time zone"
        value={timeZone}
        onChange={setTimeZone}
        timeFormat={timeFormat}
      />
      <Button type="submit" variant="primary" isPending={form.isPending} className="mt-1">
        Create account
      </Button>
    </Form>
  )
}
