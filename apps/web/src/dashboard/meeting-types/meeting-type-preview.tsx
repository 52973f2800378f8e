import { Clock } from 'lucide-react'
import { Avatar } from '../../ui/avatar.tsx'
import { publicLink, readableLink } from '../public-link.ts'
import { useProfile } from '../use-profile.ts'
import type { MeetingTypeDraft } from './meeting-type-draft.ts'
import { formatMinutes } from './minute-choices.ts'
import { placeKinds } from './place-kind.ts'

/** How the card of the booking page introduces the meeting type, as it is being edited. */
export function MeetingTypePreview({ draft }: { draft: MeetingTypeDraft }) {
  const { username, displayName } = useProfile()
  const { icon: PlaceIcon, label: place } = placeKinds[draft.place.kind]
  return (
    <aside aria-label="Preview of the booking page" className="lg:sticky lg:top-10">
      <p className="mb-2 text-sm text-muted">What your guests see</p>
      <div className="card relative overflow-hidden">
        <span
          aria-hidden
          className="absolute inset-x-0 top-0 h-1"
          style={{ background: draft.color }}
        />
        <div className="p-6 pt-7">
          <div className="flex items-center gap-2.5">
            <Avatar name={displayName} />
            <span className="truncate text-muted">{displayName}</span>
          </div>
          <p className="mt-4 text-xl font-semibold break-words">
            {draft.name === '' ? 'Your meeting type' : draft.name}
          </p>
          <ul className="mt-3 grid grid-cols-1 gap-2 text-muted">
            <li className="flex items-center gap-2">
              <Clock aria-hidden className="size-4" />
              {formatMinutes(draft.durationMinutes)}
            </li>
            <li className="flex items-center gap-2">
              <PlaceIcon aria-hidden className="size-4" />
              {place}
            </li>
          </ul>
          {draft.description !== '' && (
            <p className="mt-4 line-clamp-6 break-words whitespace-pre-line">{draft.description}</p>
          )}
        </div>
        <p className="truncate border-t border-line px-6 py-3 text-sm text-muted">
          {readableLink(publicLink(username, draft.slug))}
        </p>
      </div>
    </aside>
  )
}
