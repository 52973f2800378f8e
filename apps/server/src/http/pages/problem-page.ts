import { DomainError } from '@rendez/contract'
import type { ProblemPageModel } from '@rendez/web/page-model'
import type { GuestRequest } from '@rendez/web/render-page'
import type { Services } from '../../modules.ts'
import type { GuestBundle } from './guest-bundle.ts'

/**
 * The page to show instead of the one that an expected refusal stands in the way of.
 *
 * @throws whatever was not expected
 */
export async function problemPage(
  error: unknown,
  { readVisit }: GuestBundle,
  request: GuestRequest,
  { meetingTypes, username }: { meetingTypes: Services['meetingTypes']; username: string },
): Promise<ProblemPageModel> {
  if (!(error instanceof DomainError)) throw error
  const { view } = readVisit(request, 'UTC')
  if (error.code === 'NOT_FOUND') return { page: 'problem', view, problem: 'not-found', host: null }
  if (error.code !== 'MEETING_TYPE_INACTIVE') throw error
  const { host } = await meetingTypes.getHostPage(username)
  return { page: 'problem', view, problem: 'inactive', host }
}
