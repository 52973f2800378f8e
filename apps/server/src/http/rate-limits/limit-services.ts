import { createHash } from 'node:crypto'
import type { Services } from '../../modules.ts'
import type { RateLimitName } from './rate-limit-table.ts'

type Caller = {
  clientNetwork: string
  /** How many procedures the request calls. */
  calls: number
  /** @throws DomainError RATE_LIMITED */
  take(name: RateLimitName, subject: string, cost?: number): Promise<void>
}

/** The same services, which refuse with RATE_LIMITED what is asked of them too often. */
export function limitServices(
  services: Services,
  { clientNetwork, calls, take }: Caller,
): Services {
  const { accounts, bookings, holds } = services
  const takeForPhone = async (phone: string | null | undefined) => {
    if (typeof phone === 'string') await take('phone', hash(phone))
  }
  return {
    ...services,
    accounts: {
      ...accounts,
      findHostId: async (headers) => {
        const hostId = await accounts.findHostId(headers)
        if (hostId !== null) await take('account', hostId, calls)
        return hostId
      },
    },
    bookings: {
      ...bookings,
      create: async (input, ...keyed) => {
        // First, so that one client alone cannot use up what others share.
        await take('booking', clientNetwork)
        await Promise.all([
          take('meeting-type', input.meetingTypeId),
          take('invitee', nameInvitee(input)),
          takeForPhone(input.inviteePhone),
        ])
        return bookings.create(input, ...keyed)
      },
    },
    holds: {
      ...holds,
      create: async (input, caller) => {
        await take('hold', clientNetwork)
        return holds.create(input, caller)
      },
    },
  }
}

function nameInvitee(input: { meetingTypeId: string; inviteeEmail: string }): string {
  const text = `${input.meetingTypeId} ${input.inviteeEmail.toLowerCase()}`
  return hash(text)
}

// The store may be looked into: it holds nobody's address or number.
const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
