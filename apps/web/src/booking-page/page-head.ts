import { formatDuration } from '../lib/format-duration.ts'
import { headlineOf } from './manage-booking/headline.ts'
import type { OpenedBooking, PageModel } from './page-model.ts'

/** What the tab, a search engine and a shared link show of a page. */
export type PageHead = { title: string; description: string; isPublic: boolean }

const problemTitles = { 'not-found': 'Nothing here', inactive: 'Not open for bookings' }

export function pageHead(model: PageModel): PageHead {
  switch (model.page) {
    case 'host': {
      const { displayName, bio } = model.host
      const description = bio === '' ? `Book a time with ${displayName}.` : bio
      return { title: `Meet ${displayName}`, description, isPublic: true }
    }
    case 'meeting-type': {
      const { name, host, durationMinutes, description } = model.meetingType
      const offer = `Pick a time for ${name} (${formatDuration(durationMinutes)}) with ${host.displayName}.`
      return {
        title: `${name} · ${host.displayName}`,
        description: description === '' ? offer : description,
        isPublic: true,
      }
    }
    case 'manage':
      return { title: manageTitle(model.opened), description: '', isPublic: false }
    case 'problem':
      return { title: problemTitles[model.problem], description: '', isPublic: false }
  }
}

// Without JavaScript a change of the page is a new page, and its title the first that is read out.
function manageTitle(opened: OpenedBooking | null): string {
  if (opened === null) return 'Your meeting'
  if (opened.status === 'unknown') return 'We do not know this link'
  if (opened.status === 'failed') return 'Your meeting did not load'
  const { booking, justDone, stage } = opened
  if (stage.mode === 'look') return headlineOf(booking, justDone).title
  if (stage.mode === 'cancel') return 'Cancel this meeting?'
  return (stage.opening?.start ?? null) === null ? 'Pick another time' : 'Move to this time?'
}
