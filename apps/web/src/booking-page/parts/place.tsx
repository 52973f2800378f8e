import type { Booking, PublicMeetingType } from '@rendez/contract'
import { MapPin, Phone, Video } from 'lucide-react'

const kinds = {
  phone: { Icon: Phone, words: 'Phone call' },
  in_person: { Icon: MapPin, words: 'In person' },
  link: { Icon: Video, words: 'Online meeting' },
}

export function PlaceIcon({ kind }: { kind: PublicMeetingType['locationKind'] }) {
  const { Icon } = kinds[kind]
  return <Icon aria-hidden className="size-4 shrink-0 text-muted" />
}

/** How a meeting takes place, before its address is known. */
export const placeInWords = (kind: PublicMeetingType['locationKind']): string => kinds[kind].words

/** The address of a booked meeting as text. */
export function placeAddress(location: Booking['location']): string {
  if (location.kind === 'phone') return location.phoneNumber
  return location.kind === 'in_person' ? location.address : location.url
}
