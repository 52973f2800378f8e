import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { focusFirstProblem } from '../../ui/focus-first-problem.ts'
import { Form } from '../../ui/form.tsx'
import { FormMessage } from '../../ui/form-message.tsx'

export type StepProps = { onDone: (createdSlug?: string) => void; slug?: string }

type Props = {
  title: string
  lead: string
  children: ReactNode
  submitLabel?: string
  isSaving: boolean
  problems: Record<string, string>
  message: string | null
  onSubmit: () => void
  onSkip: () => void
}

/** One step: a question, a few fields, on or past it. */
export function StepCard(props: Props) {
  const { title, lead, children, submitLabel = 'Continue', isSaving, problems, message } = props
  const form = useRef<HTMLFormElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    if (Object.keys(problems).length > 0) focusFirstProblem(form.current)
  }, [problems])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSubmit()
  }
  return (
    <div className="card p-6 sm:p-8">
      <h1 ref={heading} tabIndex={-1} className="text-2xl outline-none">
        {title}
      </h1>
      <p className="mt-1 text-muted">{lead}</p>
      <Form
        ref={form}
        onSubmit={submit}
        problems={problems}
        className="mt-6 grid grid-cols-1 gap-5"
      >
        <FormMessage>{message}</FormMessage>
        {children}
        <div className="mt-2 flex flex-wrap-reverse justify-between gap-2">
          <Button variant="quiet" onPress={props.onSkip} className="-ml-4">
            Skip for now
          </Button>
          <Button type="submit" variant="primary" isPending={isSaving}>
            {submitLabel}
          </Button>
        </div>
      </Form>
    </div>
  )
}
