import type { Page } from 'playwright-core'
import type { TestApp } from '../../server/src/infrastructure.test-kit.ts'
import { book } from './dashboard.test-kit.ts'
import type { TestHost } from './host.test-kit.ts'

/** A screen of the dashboard in one of its states. */
export type Picture = {
  name: string
  path: string | (() => string)
  who: () => TestHost | null
  /** What is done before the picture is taken. */
  act?: (page: Page) => Promise<void>
  /** Answers of the server that the browser reports, as the picture shows a refusal. */
  complaint?: RegExp
}

/** A host as the pictures show them: a profile, meeting types of every kind, bookings of a week. */
export async function fillDashboard(app: TestApp, host: TestHost) {
  await host.updateProfile({
    displayName: 'Amara Okafor',
    bio: 'Product designer in Paris. Happy to talk about portfolios and hard interfaces.',
  })
  const meetingTypeId = await fillMeetingTypes(host)
  const workflowId = await fillWorkflows(host, meetingTypeId)
  return { meetingTypeId, workflowId, bookingId: await fillBookings(app, meetingTypeId) }
}

async function fillMeetingTypes(host: TestHost): Promise<string> {
  const intro = await host.createMeetingType({
    name: 'Intro call',
    slug: 'intro',
    description: 'A short call to get to know each other.',
    minimumNoticeMinutes: 0,
  })
  await host.createMeetingType({
    name: 'Portfolio review',
    slug: 'portfolio-review',
    description: 'We go through your work together, screen by screen.',
    durationMinutes: 60,
    color: '#0f766e',
    location: { kind: 'in_person', address: '12 Rue Cuvier, Paris' },
  })
  await host.createMeetingType({
    name: 'Office hours',
    slug: 'office-hours',
    durationMinutes: 15,
    color: '#b45309',
    location: { kind: 'phone', phoneNumber: '+33 1 23 45 67 89' },
    active: false,
    secret: true,
  })
  return intro.id
}

async function fillWorkflows(host: TestHost, meetingTypeId: string): Promise<string> {
  const workflow = {
    meetingTypeId,
    name: 'How to prepare',
    trigger: 'before_start',
    offsetMinutes: 2880,
    channel: 'mail',
    recipient: 'invitee',
    phoneNumber: null,
    subject: 'Before {{meeting}}',
    text: 'Hi {{guest}},\n\nplease send me two pages of your work before {{time}}.\n\n{{host}}',
    active: true,
  } as const
  const { id } = await host.createWorkflow(workflow)
  await host.createWorkflow({
    ...workflow,
    name: 'A text to me when somebody cancels and the time is free for other things',
    trigger: 'cancelled',
    offsetMinutes: 0,
    channel: 'sms',
    recipient: 'host',
    phoneNumber: '+33612345678',
    text: '{{guest}} cancelled {{meeting}}, {{time}}',
    active: false,
  })
  return id
}

async function fillBookings(app: TestApp, meetingTypeId: string): Promise<string> {
  const guests = [
    ['2027-02-01T09:00:00Z', 'Lin Chen', 'Asia/Singapore'],
    ['2027-02-01T13:00:00Z', 'Mateus Silva', 'America/Sao_Paulo'],
    ['2027-02-02T10:30:00Z', 'Priya Raman', 'Asia/Kolkata'],
    ['2027-02-04T08:00:00Z', 'Jonas Bergström', 'Europe/Stockholm'],
    ['2027-02-04T14:30:00Z', 'Alexandra Konstantinopoulou-Papadimitriou', 'Europe/Athens'],
  ] as const
  const notes = 'I would love to talk about moving from research into design.\n\nSee you soon!'
  let bookingId = ''
  for (const [startTime, name, timeZone] of guests) {
    const { id } = await book(app, meetingTypeId, startTime, { name, timeZone, notes })
    bookingId = id
  }
  return bookingId
}
