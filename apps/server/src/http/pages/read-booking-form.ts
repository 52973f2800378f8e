import type { GuestRequest } from '@rendez/web/render-page'

/** A booking as a form without JavaScript sends it. */
export type BookingForm = {
  input: {
    startTime: string
    inviteeName: string
    inviteeEmail: string
    inviteeTimeZone: string
    /** null when the field was left empty, or is not there. */
    inviteePhone: string | null
    notes: string
  }
  /** The request as if the form's values stood in its address: what to show when it is refused. */
  asRequest: GuestRequest
  idempotencyKey: string | null
}

/** As the page wrote it into the form; a key of any other shape is not ours. */
const keyFormat = /^[0-9a-f-]{36}$/

/** Reads the form. Of `time` the last counts: a button for another time sends its own after it. */
export function readBookingForm(body: string, request: GuestRequest): BookingForm {
  const form = new URLSearchParams(body)
  const text = (name: string) => form.getAll(name).at(-1) ?? ''
  const url = new URL(request.url)
  for (const name of ['time', 'timezone', 'name', 'email', 'phone', 'notes']) {
    url.searchParams.set(name, text(name))
  }
  return {
    input: {
      startTime: text('time'),
      inviteeName: text('name'),
      inviteeEmail: text('email'),
      inviteeTimeZone: text('timezone'),
      inviteePhone: text('phone').trim() || null,
      notes: text('notes'),
    },
    asRequest: { ...request, url: url.href },
    idempotencyKey: keyFormat.test(text('idempotencyKey')) ? text('idempotencyKey') : null,
  }
}
