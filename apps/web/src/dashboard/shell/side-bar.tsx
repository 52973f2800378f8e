import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { Button } from 'react-aria-components'
import { commandKeyName } from './command-key-name.ts'
import { navigation } from './navigation.ts'
import { UserMenu } from './user-menu.tsx'
import { Wordmark } from './wordmark.tsx'

/** The navigation where there is room for it at the side. */
export function SideBar({ onSearch }: { onSearch: () => void }) {
  return (
    <header className="sticky top-0 hidden h-dvh flex-col border-r border-line p-4 lg:flex">
      <Link to="/app/bookings" className="rounded-control px-2 py-1">
        <Wordmark />
      </Link>
      <Button onPress={onSearch} className="nav-item mt-5 border border-line bg-surface">
        <Search aria-hidden className="size-4" />
        <span className="flex-1 text-left">Go to…</span>
        <kbd className="font-sans text-xs text-muted">{commandKeyName()}</kbd>
      </Button>
      <nav aria-label="Main" className="mt-4 grid grid-cols-1 gap-0.5">
        {navigation.map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} className="nav-item" activeProps={{ 'aria-current': 'page' }}>
            <Icon aria-hidden className="size-[1.125rem]" />
            {label}
          </Link>
        ))}
      </nav>
      <div className="mt-auto">
        <UserMenu />
      </div>
    </header>
  )
}
