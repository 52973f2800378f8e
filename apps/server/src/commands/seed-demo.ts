import {
  type CreateMeetingTypeInput,
  createMeetingTypeSchema,
  type HostId,
  type HostsService,
  type MeetingTypesService,
} from '@rendez/contract'
import type { AccountsModule } from '../modules/accounts/accounts.module.ts'

type DemoDeps = {
  accounts: Pick<AccountsModule, 'ensureAccount'>
  hosts: HostsService
  meetingTypes: MeetingTypesService
}

export type DemoHost = {
  email: string
  /** `demo`, unless somebody else has it. */
  username: string
  /** False when the account was there before: its password may have been changed since. */
  created: boolean
}

const email = 'demo@example.com'

const offers: CreateMeetingTypeInput[] = [
  {
    name: 'Intro call',
    slug: 'intro',
    description: 'Half an hour to get to know each other and see whether we can help.',
    durationMinutes: 30,
    minimumNoticeMinutes: 60,
    location: { kind: 'link', url: 'https://meet.example.com/demo' },
    color: '#2b50d4',
  },
  {
    name: 'Working session',
    slug: 'working-session',
    description: 'An hour at our office. Bring your questions; coffee is on us.',
    durationMinutes: 60,
    stepMinutes: 30,
    bufferAfterMinutes: 15,
    location: { kind: 'in_person', address: '12 Example Street, Springfield' },
    color: '#15803d',
  },
  {
    name: 'Quick phone call',
    slug: 'quick-call',
    description: 'Fifteen minutes for one question.',
    durationMinutes: 15,
    minimumNoticeMinutes: 60,
    location: { kind: 'phone', phoneNumber: '+1 555 0100' },
    color: '#b45309',
  },
].map((offer) => createMeetingTypeSchema.parse(offer))

/**
 * Makes the host `demo` with something to book. What is already there stays as it is, so it may run
 * on every start, and a start that was cut short is made up for by the next.
 */
export async function seedDemo(
  { accounts, hosts, meetingTypes }: DemoDeps,
  { password, timeZone }: { password: string; timeZone: string },
): Promise<DemoHost> {
  const person = { name: 'Demo', email, password, timeZone }
  const { hostId, created } = await accounts.ensureAccount(person)
  const { username, onboarded } = await hosts.getProfile(hostId)
  if (!onboarded) {
    await addMissingOffers(meetingTypes, hostId)
    const bio = 'A made-up host to try bookings with. Nobody will come to your meeting.'
    await hosts.updateProfile(hostId, { displayName: 'Dana Demo', bio, onboarded: true })
  }
  return { email, username, created }
}

async function addMissingOffers(meetingTypes: MeetingTypesService, hostId: HostId): Promise<void> {
  const slugs = new Set((await meetingTypes.list(hostId)).map(({ slug }) => slug))
  for (const offer of offers) {
    if (!slugs.has(offer.slug)) await meetingTypes.create(hostId, offer)
  }
}
