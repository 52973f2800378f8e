import { createHash } from 'node:crypto'
import type { Services } from '../../modules.ts'
import type { RateLimitName } from './rate-limit-table.ts'

type Caller = {
  clientNetwork: string
  /** How many procedures the request calls. */
  calls: number
  /**
   * Counts all of these.
   *
   * @throws DomainError RATE_LIMITED with the longest wait
   */
  take(...asked: AskedOfLimit[]): Promise<void>
}

export type AskedOfLimit = { name: RateLimitName; subject: string; cost?: number }

/** The same services, which refuse with RATE_LIMITED what is asked of them too often. */
export function limitServices(
  services: Services,
  { clientNetwork, calls, take }: Caller,
): Services {
  const { accounts, bookings, holds } = services
  return {
    ...services,
    accounts: {
      ...accounts,
      findHostId: async (headers) => {
        const hostId = await accounts.findHostId(headers)
        if (hostId !== null) await take({ name: 'account', subject: hostId, cost: calls })
        return hostId
      },
    },
    bookings: {
      ...bookings,
      create: async (input, ...keyed) => {
        // First, so that one client alone cannot use up what others share.
        await take({ name: 'booking', subject: clientNetwork })
        await take(...limitsOfBooking(input))
        return bookings.create(input, ...keyed)
      },
    },
    holds: {
      ...holds,
      create: async (input, caller) => {
        await take({ name: 'hold', subject: clientNetwork })
        return holds.create(input, caller)
      },
    },
  }
}

type NewBooking = {
  meetingTypeId: string
  inviteeEmail: string
  inviteePhone?: string | null | undefined
}

function limitsOfBooking({
  meetingTypeId,
  inviteeEmail,
  inviteePhone,
}: NewBooking): AskedOfLimit[] {
  const asked: AskedOfLimit[] = [
    { name: 'meeting-type', subject: meetingTypeId },
    { name: 'invitee', subject: hash(`${meetingTypeId} ${inviteeEmail.toLowerCase()}`) },
  ]
  if (typeof inviteePhone === 'string') asked.push({ name: 'phone', subject: hash(inviteePhone) })
  return asked
}

// The store may be looked into: it holds nobody's address or number.
const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
