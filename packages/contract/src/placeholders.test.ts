import { expect, test } from 'vitest'
import {
  fillPlaceholders,
  findGuestsWords,
  findUnknownPlaceholder,
  listPlaceholders,
  placeholders,
} from './placeholders.ts'

const values = {
  guest: 'Grace',
  host: 'Ada',
  meeting: 'Intro call',
  time: 'Tue 14 Apr, 18:45',
  place: 'Rue de Rivoli 1',
  link: 'https://rendez.example/booking/1',
}

test('placeholders are filled in wherever they stand', () => {
  const text =
    'Hi {{guest}}, {{ host }} meets {{guest}}: {{meeting}}, {{time}}, {{place}}, {{link}}'
  expect(fillPlaceholders(text, values)).toBe(
    'Hi Grace, Ada meets Grace: Intro call, Tue 14 Apr, 18:45, Rue de Rivoli 1, ' +
      'https://rendez.example/booking/1',
  )
})

test('what only looks like one stays, and is found', () => {
  const text = '{{guest}} {{gust}} {guest} {{}} {{constructor}}'
  expect(fillPlaceholders(text, values)).toBe('Grace {{gust}} {guest} {{}} {{constructor}}')
  expect(findUnknownPlaceholder(text)).toBe('{{gust}}')
  expect(findUnknownPlaceholder('{{constructor}}')).toBe('{{constructor}}')
  expect(findUnknownPlaceholder('{{guest}} {{ link }} { {x} }')).toBeNull()
})

test('what a guest typed is put in as it is, and once', () => {
  for (const guest of ['{{link}}', '$& $1 $`', '<script>', '{{constructor.constructor("x")()}}']) {
    expect(fillPlaceholders('<{{guest}}>', { ...values, guest })).toBe(`<${guest}>`)
  }
})

test.each([
  ['sms', 'invitee', '{{ guest }}'],
  ['sms', 'host', null],
  ['mail', 'invitee', null],
  ['mail', 'host', null],
] as const)('words of the guest in a message by %s to the %s: %s', (channel, recipient, found) => {
  const written = { channel, recipient }
  const text = 'Hi {{ guest }}, {{host}} meets you {{time}}'
  expect(findGuestsWords({ ...written, text })).toBe(found)
  expect(findGuestsWords({ ...written, text: '{{host}} meets you {{time}}' })).toBeNull()
  const names = placeholders.map(({ name }) => name)
  expect(listPlaceholders(written).map(({ name }) => name)).toEqual(
    found === null ? names : names.filter((name) => name !== 'guest'),
  )
})
