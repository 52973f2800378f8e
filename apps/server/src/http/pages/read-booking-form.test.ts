import { expect, test } from 'vitest'
import { readBookingForm } from './read-booking-form.ts'

const request = {
  url: 'https://rendez.example/grace/intro?theme=dark&time=2027-02-02T09:00:00Z',
  acceptLanguage: 'en',
  cookies: '',
}

test('a form becomes the input of a booking, and the request that shows it again', () => {
  const body = new URLSearchParams({
    time: '2027-02-02T09:00:00Z',
    timezone: 'Europe/Paris',
    name: 'Ada & Co',
    email: 'ada@example.com',
    phone: '+33 6 12 34 56 78',
    notes: 'a=b',
    idempotencyKey: '6f1c1f0e-58a1-4f0c-9c3d-1f0e58a14f0c',
  })
  const { input, asRequest, idempotencyKey } = readBookingForm(body.toString(), request)
  expect(input).toEqual({
    startTime: '2027-02-02T09:00:00Z',
    inviteeName: 'Ada & Co',
    inviteeEmail: 'ada@example.com',
    inviteeTimeZone: 'Europe/Paris',
    inviteePhone: '+33 6 12 34 56 78',
    notes: 'a=b',
  })
  expect(idempotencyKey).toBe('6f1c1f0e-58a1-4f0c-9c3d-1f0e58a14f0c')
  const shown = new URL(asRequest.url).searchParams
  const names = ['theme', 'name', 'phone']
  expect(names.map((name) => shown.get(name))).toEqual(['dark', 'Ada & Co', '+33 6 12 34 56 78'])
})

test('a button for another time counts over the time of the form', () => {
  const body = 'time=2027-02-02T09:00:00Z&name=Ada&time=2027-02-02T10:00:00Z'
  expect(readBookingForm(body, request).input.startTime).toBe('2027-02-02T10:00:00Z')
})

test.each([
  ['step=look&month=2027-03', true],
  ['step=look&time=2027-02-02T10:00:00Z', true],
  ['time=2027-02-02T09:00:00Z&time=', true],
  ['time=2027-02-02T09:00:00Z', false],
])('%s only looks: %s', (body, expected) => {
  expect(readBookingForm(body, request).onlyLooks).toBe(expected)
})

test('what a form wants to see counts over the address of its page', () => {
  const { asRequest } = readBookingForm('step=look&month=2027-03', request)
  const shown = new URL(asRequest.url).searchParams
  expect([shown.get('month'), shown.get('time')]).toEqual(['2027-03', ''])
})

test('a key that the page did not write is no key', () => {
  expect(readBookingForm(`idempotencyKey=${'x'.repeat(9000)}`, request).idempotencyKey).toBeNull()
})

test('what is missing is empty, for the schema to refuse', () => {
  const { input, idempotencyKey } = readBookingForm('', request)
  const { inviteePhone, ...others } = input
  expect(new Set(Object.values(others))).toEqual(new Set(['']))
  expect(inviteePhone).toBeNull()
  expect(idempotencyKey).toBeNull()
})
