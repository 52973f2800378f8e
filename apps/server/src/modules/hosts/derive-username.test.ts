import { reservedUsernames, usernameSchema } from '@rendez/contract'
import { describe, expect, test } from 'vitest'
import { deriveUsernames } from './derive-username.ts'

function first(count: number, name: string, email = 'x@example.org') {
  return deriveUsernames(name, email, () => 4711)
    .take(count)
    .toArray()
}

describe('deriveUsernames', () => {
  test.each([
    ['Ada Lovelace', 'ada-lovelace'],
    ['Zoë Ångström', 'zoe-angstrom'],
    ["Miles O'Brien", 'miles-obrien'],
    ['  --R2--D2--  ', 'r2-d2'],
    ['<script>alert(1)</script>', 'script-alert-1-script'],
  ])('writes %j as it can stand in a link', (name, username) => {
    expect(first(1, name)).toEqual([username])
  })

  test('falls back to the address and then to "host"', () => {
    expect(first(1, '山田太郎', 'taro.yamada@example.jp')).toEqual(['taro-yamada'])
    expect(first(1, '🎉', '_@example.org')).toEqual(['host-2'])
  })

  test('numbers what is taken, small numbers first', () => {
    expect(first(10, 'Ada')).toEqual([
      'ada',
      'ada-2',
      'ada-3',
      'ada-4',
      'ada-5',
      'ada-6',
      'ada-7',
      'ada-8',
      'ada-9',
      'ada-4711',
    ])
  })

  test.each([...reservedUsernames, 'x'.repeat(200), `${'ab '.repeat(60)}`])(
    'every proposal for %j is a valid username',
    (name) => {
      for (const username of first(12, name)) {
        expect(usernameSchema.safeParse(username)).toMatchObject({ success: true, data: username })
      }
    },
  )
})
