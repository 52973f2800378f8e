import { BookingManager } from './manage-booking/booking-manager.tsx'
import { OpenByLink } from './manage-booking/open-by-link.tsx'
import { useBooking } from './manage-booking/use-booking.ts'
import { useOwnAddress } from './manage-booking/use-own-address.ts'
import type { ManagePageModel } from './page-model.ts'
import { MessageCard } from './parts/message-card.tsx'
import { PageFrame } from './parts/page-frame.tsx'
import { useView } from './visit/use-view.ts'

function Skeleton() {
  return (
    <div className="p-5 sm:p-8">
      <h1 className="sr-only noscript:not-sr-only noscript:text-2xl">Your meeting</h1>
      <p role="status" className="sr-only noscript:hidden">
        Loading your meeting…
      </p>
      <OpenByLink />
      <div aria-hidden className="grid gap-4 noscript:hidden">
        <div className="skeleton size-11 rounded-full" />
        <div className="skeleton h-8 w-48" />
        <div className="skeleton mt-4 h-16" />
        <div className="skeleton h-20" />
        <div className="skeleton h-16" />
        <div className="skeleton h-16" />
      </div>
    </div>
  )
}

/** The page behind the link in a guest's mail. */
export function ManagePage({ model }: { model: ManagePageModel }) {
  const viewControl = useView(model.view)
  const { state, retry } = useBooking(model.bookingId, model.opened)
  useOwnAddress(model)
  if (state.status === 'ready') {
    const { booking, manageToken, justDone, stage } = state
    return (
      <BookingManager
        booking={booking}
        manageKey={{ bookingId: model.bookingId, manageToken }}
        justDone={justDone}
        stage={stage}
        now={model.now}
        viewControl={viewControl}
      />
    )
  }
  return (
    <PageFrame width="narrow">
      {state.status === 'loading' && <Skeleton />}
      {state.status === 'unknown' && (
        <MessageCard
          title="We do not know this link"
          text="It may be incomplete. Please open it once more from the mail of your booking."
        />
      )}
      {state.status === 'failed' && (
        <MessageCard title="Your meeting did not load" text={state.message}>
          <button type="button" onClick={retry} className="button button-primary noscript:hidden">
            Try again
          </button>
        </MessageCard>
      )}
      {state.status !== 'loading' && <OpenByLink className="border-line border-t p-5 sm:p-8" />}
    </PageFrame>
  )
}
