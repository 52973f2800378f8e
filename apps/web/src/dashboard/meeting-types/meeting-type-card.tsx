import type { MeetingType } from '@rendez/contract'
import { Link } from '@tanstack/react-router'
import { Clock, EyeOff } from 'lucide-react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { publicLink } from '../public-link.ts'
import { useProfile } from '../use-profile.ts'
import { ActiveSwitch } from './active-switch.tsx'
import { MeetingTypeMenu } from './meeting-type-menu.tsx'
import { formatMinutes } from './minute-choices.ts'
import { placeKinds } from './place-kind.ts'

/** One meeting type: what it is, whether it takes bookings, and its link. */
export function MeetingTypeCard({ meetingType }: { meetingType: MeetingType }) {
  const { username } = useProfile()
  const { id, name, slug, color, description, active } = meetingType
  return (
    <li className="card relative flex min-h-52 flex-col overflow-hidden pt-1">
      <span aria-hidden className="absolute inset-x-0 top-0 h-1" style={{ background: color }} />
      <div className="flex flex-1 flex-col p-5 pb-4">
        <div className="flex items-start justify-between gap-2">
          <h2 className="min-w-0 text-lg break-words">
            <Link
              to="/app/meeting-types/$meetingTypeId"
              params={{ meetingTypeId: id }}
              className="rounded-control hover:underline"
            >
              {name}
            </Link>
          </h2>
          <div className="-mt-1.5 -mr-2.5">
            <MeetingTypeMenu meetingType={meetingType} />
          </div>
        </div>
        <CardFacts meetingType={meetingType} />
        {description !== '' && (
          <p className="mt-2 line-clamp-2 text-sm text-muted">{description}</p>
        )}
        <p className="mt-auto truncate pt-3 text-sm text-muted" title={`/${username}/${slug}`}>
          /{username}/{slug}
        </p>
      </div>
      <div className="flex items-center justify-between gap-2 border-t border-line py-1 pr-1.5 pl-5">
        <ActiveSwitch meetingType={meetingType} />
        <CopyButton
          text={publicLink(username, slug)}
          label="Copy link"
          variant="quiet"
          className={active ? 'px-3 text-sm' : 'invisible'}
        />
      </div>
    </li>
  )
}

function CardFacts({ meetingType }: { meetingType: MeetingType }) {
  const { durationMinutes, location, secret } = meetingType
  const { icon: PlaceIcon, label } = placeKinds[location.kind]
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      <li className="flex items-center gap-1.5">
        <Clock aria-hidden className="size-4" />
        {formatMinutes(durationMinutes)}
      </li>
      <li className="flex items-center gap-1.5">
        <PlaceIcon aria-hidden className="size-4" />
        {label}
      </li>
      {secret && (
        <li className="flex items-center gap-1.5">
          <EyeOff aria-hidden className="size-4" />
          Secret
        </li>
      )}
    </ul>
  )
}
