import { expect, test } from 'vitest'
import { searchTimeZones } from '../lib/search-time-zones.ts'
import { offerTimeZones } from './offer-time-zones.ts'

const zones = ['Africa/Lagos', 'America/St_Johns', 'Asia/Kathmandu', 'Europe/Paris', 'Europe/Rome']
const search = searchTimeZones(zones, Date.parse('2027-02-01T08:00:00Z'))
const offered = (query: string, present: string) =>
  offerTimeZones(search, query, present).map(({ timeZone }) => timeZone)

test('begins with the present zone and those whose clocks show the same', () => {
  expect(offered('', 'Europe/Rome')).toEqual(['Europe/Rome', 'Africa/Lagos', 'Europe/Paris'])
  expect(offered('  ', 'Asia/Kathmandu')).toEqual(['Asia/Kathmandu'])
})

test('follows what is typed', () => {
  expect(offered('kath', 'Europe/Rome')).toEqual(['Asia/Kathmandu'])
})

test('offers what there is when the present zone is unknown here', () => {
  expect(offered('', 'Mars/Olympus')).toEqual(zones)
})
