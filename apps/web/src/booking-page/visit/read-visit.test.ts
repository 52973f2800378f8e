import { describe, expect, test } from 'vitest'
import { readVisit } from './read-visit.ts'

const visit = (query: string, cookies = '', acceptLanguage = 'en-US') =>
  readVisit(
    { url: `https://rendez.example/grace/intro${query}`, acceptLanguage, cookies },
    'Asia/Kathmandu',
  )

describe('readVisit', () => {
  test('at a first visit times stand in the host’s zone, on the locale’s clock and week', () => {
    expect(visit('').view).toEqual({
      timeZone: 'Asia/Kathmandu',
      timeZoneFrom: 'host',
      locale: 'en-US',
      timeFormat: '12h',
      firstWeekday: 7,
      theme: null,
    })
  })

  test('the address counts before the cookie, the cookie before the host', () => {
    const cookie = 'rendez_view=timeZone=Europe%2FParis&chosen=yes&timeFormat=24h'
    expect(visit('', cookie).view).toMatchObject({
      timeZone: 'Europe/Paris',
      timeZoneFrom: 'chosen',
      timeFormat: '24h',
    })
    expect(visit('?timezone=America/St_Johns', cookie).view).toMatchObject({
      timeZone: 'America/St_Johns',
      timeZoneFrom: 'address',
    })
    expect(visit('', 'rendez_view=timeZone=Europe%2FParis').view.timeZoneFrom).toBe('detected')
  })

  test('zones that do not exist are passed over', () => {
    expect(visit('?timezone=Mars/Olympus').view.timeZone).toBe('Asia/Kathmandu')
    expect(visit('', 'rendez_view=timeZone=%2B05:00&chosen=yes').view.timeZone).toBe(
      'Asia/Kathmandu',
    )
  })

  test('a link can name a month, a date or an instant, fill in the form and choose the theme', () => {
    expect(visit('?month=2027-03')).toMatchObject({ month: '2027-03', date: null, start: null })
    expect(visit('?date=2027-03-09')).toMatchObject({ date: '2027-03-09' })
    expect(visit('?time=2027-03-09T10:00:00%2B01:00').start).toBe(
      Date.parse('2027-03-09T09:00:00Z'),
    )
    expect(visit('?name=Ada&email=ada@example.com&phone=%2B33612').draft).toEqual({
      name: 'Ada',
      email: 'ada@example.com',
      phone: '+33612',
      notes: '',
    })
    expect(visit('?theme=dark').view.theme).toBe('dark')
  })

  test('what is not a date, or far from now, is passed over', () => {
    for (const query of [
      '?month=2027-13',
      '?month=9999-01',
      '?date=2027-02-30',
      '?date=0000-01-01',
      '?time=soon',
      '?time=1970-01-01T00:00:00Z',
      '?time=%2B275760-09-13T00:00:00Z',
      '?theme=neon',
    ]) {
      const { month, date, start, view } = visit(query)
      expect({ month, date, start, theme: view.theme }).toEqual({
        month: null,
        date: null,
        start: null,
        theme: null,
      })
    }
  })
})
