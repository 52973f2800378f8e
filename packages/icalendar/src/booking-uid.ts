/**
 * The UID of a booking in every calendar: the same in its mails, its downloads and its changes, or a
 * calendar would show two meetings. `publicUrl` is the address that people reach the server at.
 */
export function bookingUid(bookingId: string, publicUrl: string): string {
  return `${bookingId}@${new URL(publicUrl).hostname}`
}
