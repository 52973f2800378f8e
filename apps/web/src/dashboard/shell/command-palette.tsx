import { useRouter } from '@tanstack/react-router'
import { Copy, ExternalLink, type LucideIcon, Plus } from 'lucide-react'
import {
  Autocomplete,
  Dialog,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  useFilter,
} from 'react-aria-components'
import { api } from '../../lib/api-client.ts'
import { copyText } from '../../ui/copy-button.tsx'
import { notify } from '../../ui/notify.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { publicLink } from '../public-link.ts'
import { useProfile } from '../use-profile.ts'
import { navigation } from './navigation.ts'

type Command = { id: string; label: string; icon: LucideIcon; run: () => void }

async function copyLink(link: string) {
  if (await copyText(link)) notify.success('Link copied')
  else notify.failure('Your browser did not allow copying.')
}

function useCommands(): Command[] {
  const router = useRouter()
  const { username } = useProfile()
  const { data: meetingTypes = [] } = api.meetingTypes.list.useQuery()
  const goTo = (to: string) => () => void router.navigate({ href: to })
  return [
    ...navigation.map(({ to, label, icon }) => ({ id: to, label, icon, run: goTo(to) })),
    {
      id: 'new-meeting-type',
      label: 'New meeting type',
      icon: Plus,
      run: goTo('/app/meeting-types/new'),
    },
    {
      id: 'view-page',
      label: 'View your page',
      icon: ExternalLink,
      run: () => void window.open(publicLink(username), '_blank', 'noopener'),
    },
    {
      id: 'copy-page',
      label: 'Copy the link of your page',
      icon: Copy,
      run: () => void copyLink(publicLink(username)),
    },
    ...meetingTypes.map(({ id, name, slug }) => ({
      id: `copy-${id}`,
      label: `Copy the link of ${name}`,
      icon: Copy,
      run: () => void copyLink(publicLink(username, slug)),
    })),
  ]
}

function Commands({ onClose }: { onClose: () => void }) {
  const commands = useCommands()
  const { contains } = useFilter({ sensitivity: 'base' })
  return (
    <Autocomplete filter={contains}>
      <SearchField
        label="Go to a screen or copy a link"
        autoFocus
        className="sticky top-0 bg-surface p-3"
      />
      <Menu
        aria-label="Commands"
        onClose={onClose}
        className="p-2 pt-0 outline-none"
        renderEmptyState={() => (
          <p className="px-3 py-4 text-sm text-muted">Nothing by that name.</p>
        )}
      >
        {commands.map(({ id, label, icon: Icon, run }) => (
          <MenuItem key={id} id={id} textValue={label} onAction={run} className="option">
            <Icon aria-hidden className="size-4 shrink-0 text-muted" />
            <span className="truncate">{label}</span>
          </MenuItem>
        ))}
      </Menu>
    </Autocomplete>
  )
}

/** Every screen and every link from the keyboard. */
export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable
      className="overlay flex justify-center p-4 pt-[12dvh]"
    >
      <Modal className="h-fit w-full max-w-lg">
        <Dialog
          aria-label="Commands"
          className="dialog max-h-[60dvh] scroll-pt-20 overflow-auto p-0"
        >
          <Commands onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
