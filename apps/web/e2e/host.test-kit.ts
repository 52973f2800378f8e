import type {
  CreateMeetingTypeInput,
  CreateScheduleInput,
  CreateWorkflowInput,
  MeetingType,
  Schedule,
  UpdateProfileInput,
  Workflow,
} from '@rendez/contract'
import type { TestApp } from '../../server/src/infrastructure.test-kit.ts'

export type TestHost = {
  email: string
  password: string
  username: string
  /** The session cookie, as a request carries it. */
  cookie: string
  createMeetingType(
    input: Partial<CreateMeetingTypeInput> & { name: string; slug: string },
  ): Promise<MeetingType>
  updateMeetingType(id: string, changes: Partial<MeetingType>): Promise<void>
  removeMeetingType(id: string): Promise<void>
  updateProfile(changes: UpdateProfileInput): Promise<void>
  createSchedule(input: CreateScheduleInput): Promise<Schedule>
  createWorkflow(input: CreateWorkflowInput): Promise<Workflow>
}

const password = 'tulip-4-garden-9'

/**
 * Signs a host up, Monday to Friday from 09:00 to 17:00 in their zone (Europe/Paris unless told
 * otherwise), through the API as the dashboard does it.
 */
export async function createHost(
  { url }: TestApp,
  {
    username,
    name = 'Grace Hopper',
    timeZone = 'Europe/Paris',
  }: {
    username: string
    name?: string
    timeZone?: string
  },
): Promise<TestHost> {
  const email = `${username}@example.com`
  const send = async (path: string, body: object, cookie?: string) => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: url,
        ...(cookie === undefined ? {} : { Cookie: cookie }),
      },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const signedUp = await send('/api/auth/sign-up/email', { name, email, password, timeZone })
  const cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const call = async (procedure: string, input: object) => {
    const response = await send(`/api/trpc/${procedure}`, input, cookie)
    const { result } = await response.json()
    return result.data
  }
  const host: TestHost = {
    email,
    password,
    username,
    cookie,
    createMeetingType: (input) =>
      call('meetingTypes.create', {
        durationMinutes: 30,
        location: { kind: 'link', url: 'https://meet.example.com/grace' },
        ...input,
      }),
    updateMeetingType: (id, changes) => call('meetingTypes.update', { id, ...changes }),
    removeMeetingType: (id) => call('meetingTypes.remove', { id }),
    updateProfile: (changes) => call('hosts.updateProfile', changes),
    createSchedule: (input) => call('schedules.create', input),
    createWorkflow: (input) => call('workflows.create', input),
  }
  await host.updateProfile({ username })
  return host
}
