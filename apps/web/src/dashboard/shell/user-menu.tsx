import { ChevronsUpDown, Copy, ExternalLink, LogOut, UserRound } from 'lucide-react'
import { Button } from 'react-aria-components'
import { Avatar } from '../../ui/avatar.tsx'
import { copyText } from '../../ui/copy-button.tsx'
import { Menu, MenuAction, MenuSeparator } from '../../ui/menu.tsx'
import { notify } from '../../ui/notify.ts'
import { publicLink } from '../public-link.ts'
import { useProfile } from '../use-profile.ts'
import { ThemeChoice } from './theme-choice.tsx'
import { useLogOut } from './use-log-out.ts'

/** Who is logged in, and what concerns them rather than a screen. */
export function UserMenu({ compact = false }: { compact?: boolean }) {
  const { displayName, username } = useProfile()
  const logOut = useLogOut()
  const link = publicLink(username)
  const copy = async () => {
    if (await copyText(link)) notify.success('Link copied')
    else notify.failure('Your browser did not allow copying.')
  }
  return (
    <Menu
      label="Your account"
      trigger={
        <Button
          {...(compact ? { 'aria-label': `Your account, ${displayName}` } : {})}
          className={compact ? 'icon-button' : 'user-button'}
        >
          <Avatar name={displayName} />
          {!compact && (
            <>
              <span className="sr-only">Your account, </span>
              <span className="min-w-0 flex-1 text-left">
                <span className="block truncate text-sm font-medium">{displayName}</span>
                <span className="block truncate text-xs text-muted">/{username}</span>
              </span>
              <ChevronsUpDown aria-hidden className="size-4 text-muted" />
            </>
          )}
        </Button>
      }
    >
      <MenuAction icon={ExternalLink} label="View your page" href={link} target="_blank" />
      <MenuAction icon={Copy} label="Copy your link" onAction={() => void copy()} />
      <MenuAction icon={UserRound} label="Profile" href="/app/profile" />
      <MenuSeparator />
      <ThemeChoice />
      <MenuSeparator />
      <MenuAction icon={LogOut} label="Log out" onAction={() => void logOut()} />
    </Menu>
  )
}
