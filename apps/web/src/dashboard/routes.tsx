import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { safeRedirect } from './account/safe-redirect.ts'
import { readBookingsSearch } from './bookings/bookings-search.ts'
import type { RouterContext } from './router-context.ts'
import { readSetupStep, type SetupStep } from './setup/setup-steps.ts'
import { NothingHere } from './shell/not-found-screen.tsx'
import { Root } from './shell/root.tsx'

const optionalText = (value: unknown) => (typeof value === 'string' ? value : undefined)

const root = createRootRouteWithContext<RouterContext>()({ component: Root })

/** For whoever is not logged in. */
const visitor = createRoute({
  getParentRoute: () => root,
  id: 'visitor',
  validateSearch: (search: Record<string, unknown>): { redirect?: string } => {
    const target = optionalText(search.redirect)
    return target === undefined ? {} : { redirect: target }
  },
  component: lazyRouteComponent(() => import('./account/account-frame.tsx'), 'AccountFrame'),
})

const logIn = createRoute({
  getParentRoute: () => visitor,
  path: '/app/login',
  beforeLoad: async ({ context, search }) => {
    if (await context.hasSession()) throw redirect({ href: safeRedirect(search.redirect) })
  },
  component: lazyRouteComponent(() => import('./account/log-in-screen.tsx'), 'LogInScreen'),
})

const signUp = createRoute({
  getParentRoute: () => visitor,
  path: '/app/sign-up',
  component: lazyRouteComponent(() => import('./account/sign-up-screen.tsx'), 'SignUpScreen'),
})

const forgotPassword = createRoute({
  getParentRoute: () => visitor,
  path: '/app/forgot-password',
  component: lazyRouteComponent(
    () => import('./account/forgot-password-screen.tsx'),
    'ForgotPasswordScreen',
  ),
})

const resetPassword = createRoute({
  getParentRoute: () => visitor,
  path: '/app/reset-password',
  component: lazyRouteComponent(
    () => import('./account/reset-password-screen.tsx'),
    'ResetPasswordScreen',
  ),
})

/** For a host with a session; everybody else is asked to log in and brought back. */
const host = createRoute({
  getParentRoute: () => root,
  id: 'host',
  beforeLoad: async ({ context, location }) => {
    const profile = await context.findProfile()
    if (profile === null) {
      throw redirect({ to: '/app/login', search: { redirect: location.href } })
    }
    return { profile }
  },
})

const setup = createRoute({
  getParentRoute: () => host,
  path: '/app/setup',
  validateSearch: (search: Record<string, unknown>): { step?: SetupStep; slug?: string } => {
    const slug = optionalText(search.slug)
    return {
      ...(search.step === undefined ? {} : { step: readSetupStep(search.step) }),
      ...(slug === undefined ? {} : { slug }),
    }
  },
  component: lazyRouteComponent(() => import('./setup/setup-screen.tsx'), 'SetupScreen'),
})

const shell = createRoute({
  getParentRoute: () => host,
  id: 'shell',
  beforeLoad: ({ context }) => {
    if (!context.profile.onboarded) throw redirect({ to: '/app/setup' })
  },
  component: lazyRouteComponent(() => import('./shell/app-shell.tsx'), 'AppShell'),
})

const bookings = createRoute({
  getParentRoute: () => shell,
  path: '/app/bookings',
  validateSearch: readBookingsSearch,
  component: lazyRouteComponent(() => import('./bookings/bookings-screen.tsx'), 'BookingsScreen'),
})

const booking = createRoute({
  getParentRoute: () => bookings,
  path: '$bookingId',
  component: lazyRouteComponent(() => import('./bookings/booking-panel.tsx'), 'BookingPanel'),
})

const meetingTypes = createRoute({
  getParentRoute: () => shell,
  path: '/app/meeting-types',
  component: lazyRouteComponent(
    () => import('./meeting-types/meeting-types-screen.tsx'),
    'MeetingTypesScreen',
  ),
})

const newMeetingType = createRoute({
  getParentRoute: () => shell,
  path: '/app/meeting-types/new',
  validateSearch: (search: Record<string, unknown>): { from?: string } => {
    const from = optionalText(search.from)
    return from === undefined ? {} : { from }
  },
  component: lazyRouteComponent(
    () => import('./meeting-types/new-meeting-type-screen.tsx'),
    'NewMeetingTypeScreen',
  ),
})

const meetingType = createRoute({
  getParentRoute: () => shell,
  path: '/app/meeting-types/$meetingTypeId',
  component: lazyRouteComponent(
    () => import('./meeting-types/edit-meeting-type-screen.tsx'),
    'EditMeetingTypeScreen',
  ),
})

const availability = createRoute({
  getParentRoute: () => shell,
  path: '/app/availability',
  component: lazyRouteComponent(
    () => import('./availability/availability-screen.tsx'),
    'AvailabilityScreen',
  ),
})

const schedule = createRoute({
  getParentRoute: () => shell,
  path: '/app/availability/$scheduleId',
  component: lazyRouteComponent(
    () => import('./availability/schedule-screen.tsx'),
    'ScheduleScreen',
  ),
})

const workflows = createRoute({
  getParentRoute: () => shell,
  path: '/app/workflows',
  component: lazyRouteComponent(
    () => import('./workflows/workflows-screen.tsx'),
    'WorkflowsScreen',
  ),
})

const newWorkflow = createRoute({
  getParentRoute: () => shell,
  path: '/app/workflows/new',
  component: lazyRouteComponent(
    () => import('./workflows/new-workflow-screen.tsx'),
    'NewWorkflowScreen',
  ),
})

const workflow = createRoute({
  getParentRoute: () => shell,
  path: '/app/workflows/$workflowId',
  component: lazyRouteComponent(
    () => import('./workflows/edit-workflow-screen.tsx'),
    'EditWorkflowScreen',
  ),
})

const profile = createRoute({
  getParentRoute: () => shell,
  path: '/app/profile',
  component: lazyRouteComponent(() => import('./profile/profile-screen.tsx'), 'ProfileScreen'),
})

/** /app itself leads to the bookings; any other address nowhere, which is said in the frame. */
const remaining = createRoute({
  getParentRoute: () => shell,
  path: '/app/$',
  beforeLoad: ({ params }) => {
    if (params._splat === '') throw redirect({ to: '/app/bookings' })
  },
  component: NothingHere,
})

/** Every screen under /app and who may see it. */
export const routeTree = root.addChildren([
  visitor.addChildren([logIn, signUp, forgotPassword, resetPassword]),
  host.addChildren([
    setup,
    shell.addChildren([
      bookings.addChildren([booking]),
      meetingTypes,
      newMeetingType,
      meetingType,
      availability,
      schedule,
      workflows,
      newWorkflow,
      workflow,
      profile,
      remaining,
    ]),
  ]),
])
