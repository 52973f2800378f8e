import { Check, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { api } from '../../lib/api-client.ts'
import { TextField } from '../../ui/text-field.tsx'
import { readableLink } from '../public-link.ts'
import { useProfile } from '../use-profile.ts'

const pauseMs = 300

/** What is worth asking about; the server says what is wrong with anything else. */
const possible = /^[a-z0-9]+(-[a-z0-9]+)*$/

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** Whether the name can be had: asked once the typing pauses, said beside the field and aloud. */
function Availability({ username }: { username: string }) {
  const settled = useSettled(username)
  const { username: own } = useProfile()
  const isAsked = settled === username && settled !== own && possible.test(settled)
  const { data: isFree } = api.hosts.isUsernameFree.useQuery(
    { username: settled },
    { enabled: isAsked, retry: false },
  )
  return (
    <span role="status" className="shrink-0 pr-3 text-sm">
      {isAsked && isFree === true && (
        <span className="flex items-center gap-1 text-success-ink">
          <Check aria-hidden className="size-4" /> Free
        </span>
      )}
      {isAsked && isFree === false && (
        <span className="flex items-center gap-1 text-danger-ink">
          <X aria-hidden className="size-4" /> Taken
        </span>
      )}
    </span>
  )
}

type Props = { value: string; onChange: (username: string) => void }

/** The name in the host's link. */
export function UsernameField({ value, onChange }: Props) {
  const { username, onboarded } = useProfile()
  // Whoever chooses their first name has shared no link yet.
  const breaksLinks = onboarded && value !== username
  return (
    <TextField
      label="Username"
      name="username"
      prefix={`${readableLink(window.location.origin)}/`}
      value={value}
      onChange={onChange}
      suffix={<Availability username={value.trim().toLowerCase()} />}
      hint={breaksLinks ? 'Links with your old username stop working.' : undefined}
      autoComplete="off"
      spellCheck="false"
      isRequired
    />
  )
}
