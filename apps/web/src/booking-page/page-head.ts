import { formatDuration } from '../lib/format-duration.ts'
import type { PageModel } from './page-model.ts'

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
      return { title: 'Your meeting', description: '', isPublic: false }
    case 'problem':
      return { title: problemTitles[model.problem], description: '', isPublic: false }
  }
}
