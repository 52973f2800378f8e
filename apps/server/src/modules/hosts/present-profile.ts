import type { Profile } from '@rendez/contract'
import type { ProfileRow } from './hosts.repository.ts'

/** What a host sees of themselves. */
export function presentProfile({ host, email }: ProfileRow): Profile {
  return {
    id: host.id,
    email,
    username: host.username,
    displayName: host.displayName,
    bio: host.bio,
    timeZone: host.timeZone,
    timeFormat: host.timeFormat,
    weekStart: host.weekStart,
    onboarded: host.onboarded,
  }
}
