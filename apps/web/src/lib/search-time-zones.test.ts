import { describe, expect, test } from 'vitest'
import { listTimeZones } from './list-time-zones.ts'
import { searchTimeZones } from './search-time-zones.ts'

const winter = Date.parse('2027-01-15T12:00:00Z')
const search = searchTimeZones(listTimeZones(), winter)
const zonesOf = (query: string) => search(query).map(({ timeZone }) => timeZone)

describe('searchTimeZones', () => {
  test('without a query every zone is there, by today’s names', () => {
    const all = zonesOf('')
    expect(all.length).toBeGreaterThan(400)
    expect(all).toContain('Asia/Kolkata')
    expect(all).not.toContain('Asia/Calcutta')
    expect(all).toContain('UTC')
  })

  test('a zone is found by the beginning of its city, first', () => {
    expect(zonesOf('par')[0]).toBe('America/Paramaribo')
    expect(zonesOf('pari')[0]).toBe('Europe/Paris')
    expect(zonesOf('york')[0]).toBe('America/New_York')
  })

  test('a large city that names no zone leads to its clocks, under its own name', () => {
    expect(search('mumbai')).toEqual([
      { timeZone: 'Asia/Kolkata', city: 'Mumbai', offset: 'UTC+5:30' },
    ])
    expect(zonesOf('san fran')).toEqual(['America/Los_Angeles'])
  })

  test('the name that a city had before is known', () => {
    expect(zonesOf('calcutta')).toEqual(['Asia/Kolkata'])
    expect(zonesOf('kiev')).toEqual(['Europe/Kyiv'])
    expect(zonesOf('saigon')).toEqual(['Asia/Ho_Chi_Minh'])
  })

  test('accents and capitals do not matter', () => {
    expect(zonesOf('MONTREAL')).toEqual(['America/Toronto'])
    expect(zonesOf('são paulo')[0]).toBe('America/Sao_Paulo')
    expect(zonesOf('sao_paulo')).toEqual(['America/Sao_Paulo'])
  })

  test('offsets find zones, as UTC and as GMT', () => {
    expect(zonesOf('utc+5:45')).toContain('Asia/Kathmandu')
    expect(zonesOf('gmt-3:30')).toEqual(['America/St_Johns'])
  })

  test('the names that people give to zones find them', () => {
    expect(zonesOf('pacific time')).toContain('America/Los_Angeles')
  })

  test('nonsense finds nothing', () => {
    expect(zonesOf('qqq')).toEqual([])
  })
})
