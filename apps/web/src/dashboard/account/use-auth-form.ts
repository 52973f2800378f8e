import type { ErrorBody } from '@rendez/contract'
import { type FormEvent, useState } from 'react'
import { fieldProblems } from '../../lib/read-api-error.ts'
import { focusFirstProblem } from '../../ui/focus-first-problem.ts'
import type { AuthOutcome } from './auth-api.ts'

type Send = (fields: (name: string) => string) => Promise<AuthOutcome>

/**
 * A form about an account: sends what its fields hold, keeps what the server refuses, and calls
 * `onDone` when it agrees. `problems` are by field; `message` is for the form as a whole.
 */
export function useAuthForm(send: Send, onDone: () => void | Promise<void>) {
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<ErrorBody | null>(null)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    setPending(true)
    setError(null)
    const outcome = await send((name) => String(data.get(name) ?? ''))
    if (outcome.ok) await onDone()
    else setError(outcome.error)
    setPending(false)
    if (!outcome.ok) focusFirstProblem(form)
  }
  const problems = error === null ? {} : fieldProblems(error)
  const message = error === null || Object.keys(problems).length > 0 ? null : error.message
  return { onSubmit, isPending, problems, message, code: error?.code ?? null }
}
