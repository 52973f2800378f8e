import type { Location } from '@rendez/contract'
import { type LucideIcon, MapPin, Phone, Video } from 'lucide-react'

export type PlaceKind = Location['kind']

/** How each kind of place is named and drawn. */
export const placeKinds: Record<PlaceKind, { label: string; icon: LucideIcon }> = {
  link: { label: 'Online meeting', icon: Video },
  phone: { label: 'Phone call', icon: Phone },
  in_person: { label: 'In person', icon: MapPin },
}

/** Where exactly: the number, the address or the link. */
export function placeDetail(location: Location): string {
  switch (location.kind) {
    case 'phone':
      return location.phoneNumber
    case 'in_person':
      return location.address
    case 'link':
      return location.url
  }
}
