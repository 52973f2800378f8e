import { expect, test } from 'vitest'
import { readRememberedView, rememberedViewCookie } from './remembered-view.ts'

test('what is remembered comes back as it was', () => {
  for (const view of [
    { timeZone: 'America/Argentina/Buenos_Aires', chosen: true, timeFormat: '12h' },
    { timeZone: null, chosen: false, timeFormat: '24h' },
    { timeZone: 'Europe/Paris', chosen: false, timeFormat: null },
  ] as const) {
    const [cookie] = rememberedViewCookie(view).split('; ')
    expect(readRememberedView(`other=1; ${cookie}; more=2`)).toEqual(view)
  }
})

test('no cookie, or one that somebody wrote by hand, remembers nothing', () => {
  const nothing = { timeZone: null, chosen: false, timeFormat: null }
  expect(readRememberedView('')).toEqual(nothing)
  expect(readRememberedView('rendez_view=timeFormat=13h&chosen=maybe')).toEqual(nothing)
})
