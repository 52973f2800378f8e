import { expect, test } from 'vitest'
import { addToCalendarLinks } from './add-to-calendar-links.ts'

const entry = {
  startTime: '2026-12-01T10:00:00+01:00',
  endTime: '2026-12-01T09:30:00Z',
  summary: 'Intro & tea with Zoë',
  description: 'Bring:\n<b>tea</b> & cake',
  location: 'https://meet.example.com/a b',
}

const parametersOf = (link: string) => Object.fromEntries(new URL(link).searchParams)

test('Google gets UTC times in the basic format and the text as it is', () => {
  const { google } = addToCalendarLinks(entry)
  expect(google.startsWith('https://calendar.google.com/calendar/render?')).toBe(true)
  expect(parametersOf(google)).toEqual({
    action: 'TEMPLATE',
    text: entry.summary,
    dates: '20261201T090000Z/20261201T093000Z',
    details: entry.description,
    location: entry.location,
  })
})

test('Outlook and Office 365 get ISO times and a body that is HTML', () => {
  const { outlook, office365 } = addToCalendarLinks(entry)
  expect(new URL(outlook).host).toBe('outlook.live.com')
  expect(new URL(office365).host).toBe('outlook.office.com')
  for (const link of [outlook, office365]) {
    expect(parametersOf(link)).toEqual({
      path: '/calendar/action/compose',
      rru: 'addevent',
      startdt: '2026-12-01T09:00:00.000Z',
      enddt: '2026-12-01T09:30:00.000Z',
      subject: entry.summary,
      body: 'Bring:<br>&lt;b&gt;tea&lt;/b&gt; &amp; cake',
      location: entry.location,
      allday: 'false',
    })
  }
})

test('Yahoo gets its own names', () => {
  expect(parametersOf(addToCalendarLinks(entry).yahoo)).toEqual({
    v: '60',
    title: entry.summary,
    st: '20261201T090000Z',
    et: '20261201T093000Z',
    desc: entry.description,
    in_loc: entry.location,
  })
})

test('no link holds a plus sign, which Outlook would show', () => {
  expect(Object.values(addToCalendarLinks(entry)).join(' ')).not.toContain('+')
})

test('a very long description is cut between characters, and half a surrogate pair does no harm', () => {
  const { google } = addToCalendarLinks({
    ...entry,
    summary: 'half \ud83d',
    description: '🎉'.repeat(2000),
  })
  expect(parametersOf(google).text).toBe('half \ufffd')
  expect(parametersOf(google).details).toBe(`${'🎉'.repeat(799)}…`)
})

test('a time that is no time is refused', () => {
  expect(() => addToCalendarLinks({ ...entry, startTime: 'soon' })).toThrow(RangeError)
})
