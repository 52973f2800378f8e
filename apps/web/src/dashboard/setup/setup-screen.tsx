import { useNavigate, useSearch } from '@tanstack/react-router'
import { Wordmark } from '../shell/wordmark.tsx'
import { HoursStep } from './hours-step.tsx'
import { LinkStep } from './link-step.tsx'
import { MeetingTypeStep } from './meeting-type-step.tsx'
import { ReadyToShare } from './ready-to-share.tsx'
import { rememberedStep, rememberStep } from './remembered-step.ts'
import { nextStep, type SetupStep } from './setup-steps.ts'

const steps = {
  link: LinkStep,
  hours: HoursStep,
  'meeting-type': MeetingTypeStep,
  done: ReadyToShare,
}

/** The first minute: a link, hours, something to book. Every step can be skipped, or gone on with later. */
export function SetupScreen() {
  const { step = rememberedStep(), slug } = useSearch({ from: '/host/app/setup' })
  const navigate = useNavigate()
  const Step = steps[step]
  const goOn = (created?: string) => {
    const next = nextStep(step)
    rememberStep(next)
    void navigate({
      to: '/app/setup',
      search: { step: next, ...(created === undefined ? {} : { slug: created }) },
    })
  }
  return (
    <div className="min-h-dvh px-4 py-8 sm:py-12">
      <title>Set up your page · Rendez</title>
      <main className="mx-auto w-full max-w-[36rem]">
        <div className="mb-8 flex items-center justify-between">
          <Wordmark />
          {step !== 'done' && <Progress step={step} />}
        </div>
        <Step key={step} onDone={goOn} {...(slug === undefined ? {} : { slug })} />
      </main>
    </div>
  )
}

const numbers = { link: 1, hours: 2, 'meeting-type': 3 } as const

function Progress({ step }: { step: Exclude<SetupStep, 'done'> }) {
  const number = numbers[step]
  return (
    <p className="flex items-center gap-3 text-sm text-muted">
      Step {number} of 3
      <span aria-hidden className="flex gap-1">
        {[1, 2, 3].map((each) => (
          <span
            key={each}
            className={`h-1.5 w-6 rounded-full ${each <= number ? 'bg-accent' : 'bg-pressed'}`}
          />
        ))}
      </span>
    </p>
  )
}
