import type { BookingAccess, ErrorBody } from '@rendez/contract'
import type { ManagePageModel, OpenedBooking } from '@rendez/web/page-model'
import type { Clock } from '../../ports/clock.ts'
import { changeByForm } from './change-by-form.ts'
import type { GuestBundle } from './guest-bundle.ts'
import { manageStage, type StageDeps } from './manage-stage.ts'
import { orRefusal } from './or-refusal.ts'
import type { ManageForm } from './read-manage-form.ts'

/** The page that follows, and why it is not the one that was asked for. */
type Answer = { model: ManagePageModel; refusal: ErrorBody | null }

/**
 * Does what a form without JavaScript asks of a booking. A refusal is a page too.
 *
 * @throws whatever was not expected
 */
export async function manageByForm(
  deps: StageDeps & { clock: Clock },
  bundle: GuestBundle,
  bookingId: string,
  form: ManageForm,
): Promise<Answer> {
  const { manageToken } = form
  const access: BookingAccess = { by: 'invitee', manageToken }
  const found = await orRefusal(() => deps.services.bookings.get(access, bookingId))
  // Whoever says no zone sees the one in which they booked.
  const timeZone = 'refusal' in found ? 'UTC' : found.value.inviteeTimeZone
  const visit = bundle.readVisit(form.asRequest, timeZone)
  const answer = (opened: OpenedBooking, refusal: ErrorBody | null): Answer => ({
    model: { page: 'manage', view: visit.view, now: deps.clock.now(), bookingId, opened },
    refusal,
  })
  if ('refusal' in found) return answer(notOpened(found.refusal), found.refusal)

  const changed = await changeByForm(deps.services.bookings, access, {
    booking: found.value,
    form,
    view: visit.view,
  })
  const { booking, justDone } = changed
  const stage = await manageStage(deps, bundle, { ...changed, visit, form })
  return answer({ status: 'ready', booking, manageToken, justDone, stage }, stage.refusal)
}

const notOpened = ({ code, message }: ErrorBody): OpenedBooking =>
  code === 'NOT_FOUND' ? { status: 'unknown' } : { status: 'failed', message }
