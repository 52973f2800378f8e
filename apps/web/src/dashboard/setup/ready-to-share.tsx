import { useNavigate } from '@tanstack/react-router'
import { PartyPopper } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { readApiError } from '../../lib/read-api-error.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { useUpdateProfile } from '../profile/use-update-profile.ts'
import { publicLink, readableLink } from '../public-link.ts'
import { useProfile } from '../use-profile.ts'
import type { StepProps } from './step-card.tsx'

/** The end of the first run: the link, ready to be shared. */
export function ReadyToShare({ slug }: StepProps) {
  const { username, onboarded } = useProfile()
  const link = publicLink(username, slug)
  const navigate = useNavigate()
  const openDashboard = () => void navigate({ to: '/app/bookings' })
  const { mutate: finish } = useUpdateProfile(() => undefined)
  const leaving = useUpdateProfile(openDashboard)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    if (!onboarded) finish({ onboarded: true })
  }, [onboarded, finish])
  return (
    <div className="card px-6 py-10 text-center sm:px-8">
      <span className="mx-auto grid size-12 place-items-center rounded-full bg-success-soft text-success-ink">
        <PartyPopper aria-hidden className="size-6" />
      </span>
      <h1 ref={heading} tabIndex={-1} className="mt-4 text-2xl outline-none">
        Your page is ready
      </h1>
      <p className="mt-1 text-muted">
        {slug === undefined
          ? 'Add a meeting type whenever you like; then people can book it here.'
          : 'Share this link. Whoever opens it sees the times that really are free.'}
      </p>
      <div className="mt-6 flex flex-col gap-2 rounded-card bg-hover p-2 sm:flex-row sm:items-center sm:pl-4">
        <span className="min-w-0 flex-1 truncate py-2 font-medium sm:text-left">
          {readableLink(link)}
        </span>
        <CopyButton text={link} label="Copy link" variant="primary" />
      </div>
      <div className="mt-6 flex flex-wrap justify-center gap-2">
        <ButtonLink href={link} target="_blank">
          View your page
        </ButtonLink>
        <Button
          // The dashboard lets nobody in before the first run is known to be through.
          onPress={() => (onboarded ? openDashboard() : leaving.mutate({ onboarded: true }))}
          isPending={leaving.isPending}
        >
          Go to the dashboard
        </Button>
      </div>
      <div className="mt-4 text-left">
        <FormMessage>{leaving.error && readApiError(leaving.error).message}</FormMessage>
      </div>
    </div>
  )
}
