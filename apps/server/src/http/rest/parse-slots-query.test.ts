import { expect, test } from 'vitest'
import { createSlotsQueryParser } from './parse-slots-query.ts'

const address = 'http://localhost/api/availability/slots'
const id = '00000000-0000-4000-8000-000000000001'
const query = (to: string) => `?meeting_type_id=${id}&from=2027-03-01T00:00:00Z&to=${to}`

test('a question is read the same way every time, and every other one for itself', () => {
  const parse = createSlotsQueryParser()
  const input = { meetingTypeId: id, from: '2027-03-01T00:00:00Z', timeZone: 'UTC' }
  for (const to of ['2027-03-02T00:00:00Z', '2027-03-03T00:00:00Z', '2027-03-02T00:00:00Z']) {
    expect(parse(address + query(to))).toEqual({ ...input, to })
  }
  expect(parse(`${address}${query('2027-03-02T00:00:00Z')}&timezone=Asia/Kathmandu`)).toEqual({
    ...input,
    to: '2027-03-02T00:00:00Z',
    timeZone: 'Asia/Kathmandu',
  })
})

test('what cannot be read is refused every time', () => {
  const parse = createSlotsQueryParser()
  for (const wrong of [address, `${address}?`, address + query('yesterday')]) {
    expect(parse(wrong)).toBeNull()
    expect(parse(wrong)).toBeNull()
  }
})
