import type { PublicMeetingType } from '@rendez/contract'
import { ChevronRight, Clock } from 'lucide-react'
import { formatDuration } from '../lib/format-duration.ts'
import type { HostPageModel } from './page-model.ts'
import { Avatar } from './parts/avatar.tsx'
import { PageFrame } from './parts/page-frame.tsx'
import { PlaceIcon, placeInWords } from './parts/place.tsx'

function MeetingTypeLink(props: { username: string; meetingType: PublicMeetingType }) {
  const { name, slug, description, durationMinutes, locationKind, color } = props.meetingType
  return (
    <li>
      <a
        href={`/${props.username}/${slug}`}
        className="group flex gap-4 p-5 hover:bg-hover focus-visible:-outline-offset-2 sm:px-8"
      >
        <span
          aria-hidden
          className="my-0.5 w-1 shrink-0 rounded-full"
          style={{ background: color }}
        />
        <span className="min-w-0 flex-1">
          <span className="block break-words font-semibold">{name}</span>
          {description !== '' && (
            <span className="mt-0.5 line-clamp-2 max-w-[70ch] text-muted">{description}</span>
          )}
          <span className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm">
            <span className="flex items-center gap-1.5">
              <Clock aria-hidden className="size-4 shrink-0" />
              {formatDuration(durationMinutes)}
            </span>
            <span className="flex items-center gap-1.5">
              <PlaceIcon kind={locationKind} />
              {placeInWords(locationKind)}
            </span>
          </span>
        </span>
        <ChevronRight
          aria-hidden
          className="size-5 shrink-0 self-center text-muted group-hover:text-ink"
        />
      </a>
    </li>
  )
}

/** A host's page: who they are and what can be booked with them. It needs no JavaScript at all. */
export function HostPage({ model }: { model: HostPageModel }) {
  const { host, meetingTypes } = model
  return (
    <PageFrame width="narrow">
      <header className="p-6 pt-10 text-center sm:px-8">
        <Avatar name={host.displayName} large />
        <h1 className="mt-4 break-words text-2xl">{host.displayName}</h1>
        {host.bio !== '' && (
          <p className="mx-auto mt-2 max-w-[60ch] whitespace-pre-line break-words text-muted">
            {host.bio}
          </p>
        )}
      </header>
      {meetingTypes.length === 0 ? (
        <p className="border-line border-t p-8 text-center text-muted">
          There is nothing to book at the moment.
        </p>
      ) : (
        <nav aria-label="Meetings to book" className="border-line border-t">
          <ul className="divide-y divide-line">
            {meetingTypes.map((meetingType) => (
              <MeetingTypeLink
                key={meetingType.id}
                username={host.username}
                meetingType={meetingType}
              />
            ))}
          </ul>
        </nav>
      )}
    </PageFrame>
  )
}
