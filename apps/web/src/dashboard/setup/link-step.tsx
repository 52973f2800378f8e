import { useState } from 'react'
import { TextField } from '../../ui/text-field.tsx'
import { useUpdateProfile } from '../profile/use-update-profile.ts'
import { UsernameField } from '../profile/username-field.tsx'
import { useProfile } from '../use-profile.ts'
import { StepCard, type StepProps } from './step-card.tsx'
import { useStepProblems } from './use-step-problems.ts'

/** Who the host is, and the link that they will share. */
export function LinkStep({ onDone }: StepProps) {
  const profile = useProfile()
  const [displayName, setDisplayName] = useState(profile.displayName)
  const [username, setUsername] = useState(profile.username)
  const update = useUpdateProfile(() => onDone())
  const changeUsername = (next: string) => {
    setUsername(next)
    // What was said about the last name is not true of the next.
    if (update.isError) update.reset()
  }
  return (
    <StepCard
      title="Choose your link"
      lead="This is what you share. You can change it later."
      isSaving={update.isPending}
      {...useStepProblems(update.error)}
      onSubmit={() => update.mutate({ displayName, username })}
      onSkip={() => onDone()}
    >
      <TextField
        label="Your name"
        name="displayName"
        autoComplete="name"
        value={displayName}
        onChange={setDisplayName}
        isRequired
      />
      <UsernameField value={username} onChange={changeUsername} />
    </StepCard>
  )
}
