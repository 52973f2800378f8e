import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AccountCard } from './account-card.tsx'
import { ConfirmSignUp } from './confirm-sign-up.tsx'
import { readHashToken } from './read-hash-token.ts'
import { SignUpForm } from './sign-up-form.tsx'

/** A new account; a link from our mail leads here too, with its token in the fragment. */
export function SignUpScreen() {
  const [token] = useState(() => readHashToken('confirm'))
  const [sentTo, setSentTo] = useState<string | null>(null)
  if (token !== null) return <ConfirmSignUp token={token} />
  if (sentTo !== null) {
    return (
      <AccountCard
        title="Check your mail"
        lead={
          <>
            We have sent a mail to <strong className="text-ink">{sentTo}</strong>. Follow its link
            to go on; it works for 24 hours.
          </>
        }
      />
    )
  }
  return (
    <AccountCard
      title="Create your account"
      lead="Share a link, and let people pick a time that really is free."
      footer={
        <>
          Already have one?{' '}
          <Link to="/app/login" className="text-link">
            Log in
          </Link>
        </>
      }
    >
      <SignUpForm onMailSent={setSentTo} />
    </AccountCard>
  )
}
