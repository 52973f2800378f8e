import {
  CalendarCheck,
  CalendarClock,
  type LucideIcon,
  Shapes,
  UserRound,
  Workflow,
} from 'lucide-react'

export type NavigationItem = {
  readonly to:
    | '/app/bookings'
    | '/app/meeting-types'
    | '/app/availability'
    | '/app/workflows'
    | '/app/profile'
  readonly label: string
  readonly icon: LucideIcon
}

/** The screens of the dashboard, in order. */
export const navigation: readonly NavigationItem[] = [
  { to: '/app/bookings', label: 'Bookings', icon: CalendarCheck },
  { to: '/app/meeting-types', label: 'Meeting types', icon: Shapes },
  { to: '/app/availability', label: 'Availability', icon: CalendarClock },
  { to: '/app/workflows', label: 'Workflows', icon: Workflow },
  { to: '/app/profile', label: 'Profile', icon: UserRound },
]
