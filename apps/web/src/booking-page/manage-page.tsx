import { BookingManager } from './manage-booking/booking-manager.tsx'
import { NeedsScript } from './manage-booking/needs-script.tsx'
import { useBooking } from './manage-booking/use-booking.ts'
import type { ManagePageModel } from './page-model.ts'
import { MessageCard } from './parts/message-card.tsx'
import { PageFrame } from './parts/page-frame.tsx'
import { useView } from './visit/use-view.ts'

function Skeleton() {
  return (
    <div className="p-5 sm:p-8">
      <h1 className="sr-only">Your meeting</h1>
      <p role="status" className="sr-only">
        Loading your meeting…
      </p>
      <div className="mb-6">
        <NeedsScript />
      </div>
      <div aria-hidden className="grid gap-4">
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
  const { state, retry } = useBooking(model.bookingId)
  if (state.status === 'ready') {
    return (
      <BookingManager
        booking={state.booking}
        manageKey={state.manageKey}
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
          <button type="button" onClick={retry} className="button button-primary">
            Try again
          </button>
        </MessageCard>
      )}
    </PageFrame>
  )
}
