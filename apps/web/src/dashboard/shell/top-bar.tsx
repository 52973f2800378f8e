import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { IconButton } from '../../ui/icon-button.tsx'
import { UserMenu } from './user-menu.tsx'
import { Wordmark } from './wordmark.tsx'

/** The head of the page on a phone. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  return (
    <header className="flex items-center gap-1 border-b border-line bg-surface px-4 py-1.5 lg:hidden">
      <Link to="/app/bookings" className="mr-auto rounded-control">
        <Wordmark />
      </Link>
      <IconButton icon={Search} label="Go to…" onPress={onSearch} />
      <UserMenu compact />
    </header>
  )
}
