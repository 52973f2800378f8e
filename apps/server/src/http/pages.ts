import { type ErrorBody, errorTable } from '@rendez/contract'
import { type Context, Hono } from 'hono'
import type { Services } from '../modules.ts'
import type { Clock } from '../ports/clock.ts'
import type { HttpEnv } from './http-env.ts'
import { bookByForm } from './pages/book-by-form.ts'
import { type GuestBundle, loadGuestBundle } from './pages/guest-bundle.ts'
import { guestRequest } from './pages/guest-request.ts'
import { manageByForm } from './pages/manage-by-form.ts'
import { meetingTypePage } from './pages/meeting-type-page.ts'
import { presentPage } from './pages/present-page.ts'
import { problemPage } from './pages/problem-page.ts'
import { readBookingForm } from './pages/read-booking-form.ts'
import { readManageForm } from './pages/read-manage-form.ts'
import { plainPage } from './plain-page.ts'
import type { RequestLimits } from './rate-limits/request-limits.ts'

type PagesDeps = { services: Services; limits: RequestLimits; clock: Clock }

type Show = (c: Context<HttpEnv>, bundle: GuestBundle) => Promise<Response> | Response

const uuid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'

// Links that people type or pass on often end in a slash. The path stays encoded: decoded, it could
// begin like the address of another site.
const dropFinalSlash = (c: Context<HttpEnv>) => {
  const { pathname, search } = new URL(c.req.url)
  return c.redirect(pathname.slice(0, -1) + search, 301)
}

const limitedFor = ({ limits, services }: PagesDeps, c: Context<HttpEnv>) =>
  limits.limitServices(c, services)

/** Answers the status, and tells when to come back where somebody knows. */
function tellRefusal(c: Context<HttpEnv>, { code, retryAfterSeconds }: ErrorBody) {
  if (retryAfterSeconds !== undefined) c.header('Retry-After', `${retryAfterSeconds}`)
  return errorTable[code].status
}

// The form of a browser without JavaScript. Of a cookie it takes the guest's clock and zone alone; a
// page of another site that sends it is refused all the same.
const ownForm =
  (show: Show): Show =>
  (c, bundle) => {
    const site = c.req.header('Sec-Fetch-Site') ?? 'same-origin'
    if (site === 'same-origin') return show(c, bundle)
    return c.html(plainPage('Not allowed', 'Please send the form on our own page.'), 403)
  }

const meetingTypeOf = ({ services }: PagesDeps, c: Context<HttpEnv>) =>
  services.meetingTypes.getMeetingTypePage(c.req.param('username') ?? '', c.req.param('slug') ?? '')

const book =
  (deps: PagesDeps): Show =>
  async (c, bundle) => {
    const meetingType = await meetingTypeOf(deps, c)
    const form = readBookingForm(await c.req.text(), guestRequest(c))
    const outcome = form.onlyLooks
      ? null
      : await bookByForm(limitedFor(deps, c), bundle, meetingType, form)
    const opened = await meetingTypePage(deps, bundle, form.asRequest, meetingType)
    const model = { ...opened, draftFrom: 'form', outcome } as const
    if (outcome === null) return presentPage(c, bundle, model)
    const start = Date.parse(form.input.startTime)
    const sent = Number.isNaN(start) ? model : { ...model, start, goneStart: null }
    const status = 'refusal' in outcome ? tellRefusal(c, outcome.refusal) : 201
    return presentPage(c, bundle, sent, status)
  }

// The secret of the link comes in the body, so that no address has it.
const manage =
  (deps: PagesDeps): Show =>
  async (c, bundle) => {
    const form = readManageForm(await c.req.text(), guestRequest(c))
    const { model, refusal } = await manageByForm(deps, bundle, c.req.param('id') ?? '', form)
    return presentPage(c, bundle, model, refusal === null ? 200 : tellRefusal(c, refusal))
  }

/** The guest's pages, rendered with their data in the first answer. Mounted last: `/:username`. */
export function createPages(deps: PagesDeps): Hono<HttpEnv> {
  const { meetingTypes } = deps.services
  const routes = new Hono<HttpEnv>()
  const bundle = loadGuestBundle()
  // Awaited by every request; until the first one nobody hears of a failure.
  bundle.catch(() => {})

  const page = (show: Show) => async (c: Context<HttpEnv>) => {
    const built = await bundle
    if (built === null) return c.html(plainPage('Not built', 'Run npm start, or npm run dev.'), 503)
    try {
      return await show(c, built)
    } catch (error) {
      const username = c.req.param('username') ?? ''
      const known = { meetingTypes, username }
      return presentPage(c, built, await problemPage(error, built, guestRequest(c), known), 404)
    }
  }

  routes.get(
    `/booking/:id{${uuid}}`,
    page((c, built) => {
      const { view } = built.readVisit(guestRequest(c), 'UTC')
      const bookingId = c.req.param('id') ?? ''
      const now = deps.clock.now()
      return presentPage(c, built, { page: 'manage', view, now, bookingId, opened: null })
    }),
  )

  routes.post(`/booking/:id{${uuid}}`, page(ownForm(manage(deps))))

  routes.get(
    '/:username',
    page(async (c, built) => {
      const hostPage = await meetingTypes.getHostPage(c.req.param('username') ?? '')
      const { view } = built.readVisit(guestRequest(c), hostPage.host.timeZone)
      return presentPage(c, built, { page: 'host', view, ...hostPage })
    }),
  )

  routes.get(
    '/:username/:slug',
    page(async (c, built) => {
      const meetingType = await meetingTypeOf(deps, c)
      return presentPage(c, built, await meetingTypePage(deps, built, guestRequest(c), meetingType))
    }),
  )

  for (const path of ['/:username/', '/:username/:slug/']) routes.get(path, dropFinalSlash)

  routes.post('/:username/:slug', page(ownForm(book(deps))))
  return routes
}
