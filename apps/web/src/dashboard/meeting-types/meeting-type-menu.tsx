import type { MeetingType } from '@rendez/contract'
import { CopyPlus, Ellipsis, ExternalLink, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuAction, MenuSeparator } from '../../ui/menu.tsx'
import { publicLink } from '../public-link.ts'
import { useProfile } from '../use-profile.ts'
import { DeleteMeetingType } from './delete-meeting-type.tsx'

export function MeetingTypeMenu({ meetingType }: { meetingType: MeetingType }) {
  const { id, name, slug, active } = meetingType
  const { username } = useProfile()
  const [deleting, setDeleting] = useState(false)
  const label = `Actions for ${name}`
  return (
    <>
      <Menu label={label} trigger={<IconButton icon={Ellipsis} label={label} />}>
        <MenuAction icon={Pencil} label="Edit" href={`/app/meeting-types/${id}`} />
        {active && (
          <MenuAction
            icon={ExternalLink}
            label="View booking page"
            href={publicLink(username, slug)}
            target="_blank"
          />
        )}
        <MenuAction icon={CopyPlus} label="Duplicate" href={`/app/meeting-types/new?from=${id}`} />
        <MenuSeparator />
        <MenuAction icon={Trash2} label="Delete" isDangerous onAction={() => setDeleting(true)} />
      </Menu>
      <DeleteMeetingType
        meetingType={meetingType}
        isOpen={deleting}
        onClose={() => setDeleting(false)}
      />
    </>
  )
}
