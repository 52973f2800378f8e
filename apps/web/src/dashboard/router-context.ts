import type { Profile } from '@rendez/contract'

/** What the gates of the routes ask. */
export type RouterContext = {
  /** The host who is logged in, or null; throws when the server cannot be reached. */
  findProfile(): Promise<Profile | null>
  /** Whether this browser is logged in, asked of the server. */
  hasSession(): Promise<boolean>
}
