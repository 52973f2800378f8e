import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Spinner } from '../../ui/spinner.tsx'
import { AccountCard } from './account-card.tsx'
import { confirmSignUp } from './auth-api.ts'
import { useStartSession } from './use-start-session.ts'

/** Follows the link of a mail: the address is theirs, the account begins. */
export function ConfirmSignUp({ token }: { token: string }) {
  const [problem, setProblem] = useState<string | null>(null)
  const startSession = useStartSession()
  const asked = useRef(false)
  useEffect(() => {
    // The link works once, and development mounts twice.
    if (asked.current) return
    asked.current = true
    void confirmSignUp(token).then((outcome) =>
      outcome.ok ? startSession() : setProblem(outcome.error.message),
    )
  }, [token, startSession])
  if (problem === null) {
    return (
      <AccountCard
        title="One moment"
        lead={
          <span role="status" className="flex items-center gap-2">
            <Spinner /> We are confirming your address.
          </span>
        }
      />
    )
  }
  return (
    <AccountCard
      title="This link did not work"
      lead={problem}
      footer={
        <Link to="/app/sign-up" hash="" reloadDocument className="text-link">
          Start again
        </Link>
      }
    />
  )
}
