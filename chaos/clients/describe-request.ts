import type { Intent } from '../history/operation.ts'
import type { Request } from './send-request.ts'

/** What only its client knows: the secrets of its bookings and holds. */
export type Secrets = { manageToken?: string; holdToken?: string }

/** How the product's REST interface is asked for this. */
export function describeRequest(intent: Intent, secrets: Secrets): Request {
  const { action, bookingId = '', holdId = '', meetingTypeId } = intent
  const startTime = new Date(intent.startTime ?? 0).toISOString()
  const manage = { 'x-manage-token': secrets.manageToken ?? '' }
  const key = intent.key === null ? {} : { 'x-idempotency-key': intent.key }
  const hold = { 'x-hold-token': secrets.holdToken ?? '' }
  switch (action) {
    case 'book':
      return { method: 'POST', path: '/api/bookings', headers: key, body: bodyOf(intent, secrets) }
    case 'move': {
      const { version } = intent
      const body = { startTime, ...(version === undefined ? {} : { version }) }
      const headers = { ...manage, ...key }
      return { method: 'PUT', path: `/api/bookings/${bookingId}/reschedule`, headers, body }
    }
    case 'cancel': {
      const headers = { ...manage, ...key }
      return { method: 'DELETE', path: `/api/bookings/${bookingId}`, headers }
    }
    case 'look':
      return { method: 'GET', path: `/api/bookings/${bookingId}`, headers: manage }
    case 'slots': {
      const to = new Date((intent.startTime ?? 0) + 6 * 3_600_000).toISOString()
      const query = new URLSearchParams({ meeting_type_id: meetingTypeId, from: startTime, to })
      return { method: 'GET', path: `/api/availability/slots?${query}` }
    }
    case 'check': {
      const query = new URLSearchParams({ meeting_type_id: meetingTypeId, start_time: startTime })
      return { method: 'GET', path: `/api/availability/check?${query}` }
    }
    case 'hold':
      return {
        method: 'POST',
        path: '/api/holds',
        headers: key,
        body: { meetingTypeId, startTime },
      }
    case 'release':
      return { method: 'DELETE', path: `/api/holds/${holdId}`, headers: hold }
  }
}

function bodyOf(intent: Intent, { holdToken }: Secrets): Record<string, unknown> {
  const { meetingTypeId, inviteeName, inviteeEmail } = intent
  return {
    meetingTypeId,
    startTime: new Date(intent.startTime ?? 0).toISOString(),
    inviteeName,
    inviteeEmail,
    inviteeTimeZone: 'Asia/Kathmandu',
    ...(holdToken === undefined ? {} : { holdToken }),
  }
}
