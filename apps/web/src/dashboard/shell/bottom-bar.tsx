import { Link } from '@tanstack/react-router'
import { navigation } from './navigation.ts'

/** The navigation in reach of a thumb. */
export function BottomBar() {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 grid grid-cols-[repeat(5,auto)] border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {navigation.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className="bottom-item" activeProps={{ 'aria-current': 'page' }}>
          <Icon aria-hidden className="size-5" />
          <span className="max-w-full truncate">{label}</span>
        </Link>
      ))}
    </nav>
  )
}
