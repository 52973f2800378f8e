/** What a guest without JavaScript can do about a booking instead. */
export function NeedsScript() {
  return (
    <noscript>
      <p>
        Moving or cancelling needs JavaScript here. You can also answer the mail of your booking.
      </p>
    </noscript>
  )
}
