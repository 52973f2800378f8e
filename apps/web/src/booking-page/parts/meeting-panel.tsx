import type { PublicHost, PublicMeetingType } from '@rendez/contract'
import { Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatDuration } from '../../lib/format-duration.ts'
import { Avatar } from './avatar.tsx'
import { PlaceIcon, placeInWords } from './place.tsx'

export type MeetingFacts = Pick<PublicMeetingType, 'name' | 'durationMinutes' | 'locationKind'> & {
  host: PublicHost
  description: string
}

/** Who and what; `children` say when, once that is chosen. */
export function MeetingPanel({
  meeting,
  children,
}: {
  meeting: MeetingFacts
  children?: ReactNode
}) {
  const { host, name, durationMinutes, locationKind, description } = meeting
  return (
    <div>
      <div className="flex items-center gap-3 md:block">
        <Avatar name={host.displayName} />
        <p className="text-muted md:mt-3">{host.displayName}</p>
      </div>
      <h1 className="mt-3 break-words text-xl md:mt-1 md:text-2xl">{name}</h1>
      <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-2 lg:flex-col">
        <li className="flex items-center gap-2.5">
          <Clock aria-hidden className="size-4 shrink-0 text-muted" />
          {formatDuration(durationMinutes)}
        </li>
        <li className="flex items-center gap-2.5">
          <PlaceIcon kind={locationKind} />
          {placeInWords(locationKind)}
        </li>
      </ul>
      {children}
      {description !== '' && (
        // On a phone what is chosen matters more by then, and the form should be near.
        <p
          className={`mt-4 max-w-[70ch] whitespace-pre-line break-words text-muted ${children ? 'max-lg:hidden' : ''}`}
        >
          {description}
        </p>
      )}
    </div>
  )
}
