import { listProcedures } from '@rendez/contract'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { openApiDocument } from './openapi-document.ts'
import { openApiPage } from './openapi-page.ts'

const document = openApiDocument()
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

test('another validator finds nothing wrong with the document', async () => {
  const result = await new Validator().validate(structuredClone({ ...document }))
  expect(result).toMatchObject({ valid: true })
})

test('every procedure with a place in REST is in it, and nothing else but the calendar file', () => {
  const expected = listProcedures().flatMap(({ rest }) =>
    rest === undefined ? [] : [`${rest.method} ${rest.path}`],
  )
  const described = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`)
  expect(described.sort()).toEqual([...expected, 'GET /bookings/{id}/calendar.ics'].sort())
})

test('queries are named as they are written in addresses', () => {
  const { parameters } = document.paths['/availability/slots']?.get ?? {}
  expect(parameters?.map(({ name, in: place, required }) => [name, place, required])).toEqual([
    ['meeting_type_id', 'query', true],
    ['from', 'query', true],
    ['to', 'query', true],
    ['timezone', 'query', false],
  ])
})

test('a creation answers 201, honours a key, and says how it can be refused', () => {
  const create = document.paths['/bookings']?.post
  expect(create?.parameters.map(({ name }) => name)).toEqual(['X-Idempotency-Key'])
  expect(Object.keys(create?.responses ?? {})).toEqual([
    '201',
    '400',
    '404',
    '409',
    '413',
    '415',
    '422',
    '429',
    '500',
  ])
  expect(create?.responses['409']?.description).toContain('SLOT_UNAVAILABLE')
  expect(Object.keys(create?.responses['201']?.headers ?? {})).toEqual(['Idempotency-Replayed'])
})

test('what concerns one booking asks for its token or its host', () => {
  const ofOneBooking = operations.filter(({ path }) => path.startsWith('/bookings/{id}'))
  expect(ofOneBooking).toHaveLength(4)
  for (const { operation } of ofOneBooking) {
    expect(operation?.security).toEqual([{ manageToken: [] }, { hostSession: [] }])
    expect(operation?.parameters.map(({ name }) => name)).toContain('X-Manage-Token')
  }
})

test('the page names every operation and loads nothing', async () => {
  const page = String(await openApiPage(document, 'https://meet.example.com'))
  for (const { operation, path } of operations) {
    expect(page).toContain(`>${operation?.summary}<`)
    expect(page).toContain(`/api${path}<`)
  }
  expect(page).not.toMatch(/<script|<img|<iframe|<link[^>]+href="(?!data:,)|@import|url\(/)
})

test('what changes something honours a key, and a release of a hold answers nothing', () => {
  const keyed = operations.filter(({ operation }) =>
    operation?.parameters.some(({ name }) => name === 'X-Idempotency-Key'),
  )
  expect(keyed.map(({ path, method }) => `${method} ${path}`).sort()).toEqual([
    'delete /bookings/{id}',
    'post /bookings',
    'post /holds',
    'put /bookings/{id}/reschedule',
  ])
  const release = document.paths['/holds/{id}']?.delete
  expect(release?.responses['204']).toEqual({ description: 'Done' })
  expect(release?.parameters.map(({ name }) => name)).toEqual(['id', 'X-Hold-Token'])
})
