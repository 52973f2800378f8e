import type { Booking } from '@rendez/contract'

/** What the guest just did here, if anything. */
export type JustDone = 'booked' | 'moved' | 'cancelled' | null

export type Headline = { mood: 'good' | 'plain' | 'off'; title: string; text: string }

function cancelledText({ cancellation, host, inviteeEmail }: Booking, justDone: JustDone): string {
  if (justDone === 'cancelled')
    return `We told ${host.displayName} and sent a note to ${inviteeEmail}.`
  if (cancellation?.by === 'host') return `${host.displayName} cancelled this meeting.`
  return 'This meeting was cancelled.'
}

/** The first thing that the page of a booking says. */
export function headlineOf(booking: Booking, justDone: JustDone): Headline {
  const mail = `The invitation is on its way to ${booking.inviteeEmail}.`
  if (booking.status === 'cancelled') {
    return { mood: 'off', title: 'Meeting cancelled', text: cancelledText(booking, justDone) }
  }
  if (justDone === 'booked') return { mood: 'good', title: 'You are booked', text: mail }
  if (justDone === 'moved') {
    return { mood: 'good', title: 'Your meeting was moved', text: mail.replace('The', 'The new') }
  }
  if (!booking.changeable) {
    return {
      mood: 'plain',
      title: 'This meeting has begun',
      text: 'It can no longer be moved or cancelled here.',
    }
  }
  return { mood: 'plain', title: 'Your meeting', text: 'You can move or cancel it here.' }
}
