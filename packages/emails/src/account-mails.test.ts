import { canaryCorpus } from '@rendez/icalendar/canary-corpus'
import { expect, test } from 'vitest'
import { linksIn } from './booking-mail.test-kit.ts'
import { passwordReset } from './password-reset.ts'
import { signUpConfirmation } from './sign-up-confirmation.ts'
import { signUpRepeated } from './sign-up-repeated.ts'

const url = 'https://rendez.example/app/somewhere?token=abc'

test.each([
  ['password reset', passwordReset],
  ['sign-up confirmation', signUpConfirmation],
  ['repeated sign-up', signUpRepeated],
])('a %s has its one link, in HTML and in text', (_name, template) => {
  const { html, text } = template({ name: 'Ada', url })
  expect(linksIn(html)).toEqual([url])
  expect(text).toContain(`\n${url}\n`)
})

test.each(canaryCorpus)('a name stays text: $name', ({ text: name }) => {
  for (const template of [passwordReset, signUpRepeated]) {
    const { subject, html } = template({ name, url })
    expect(linksIn(html)).toEqual([url])
    expect(subject).toBe(template({ name: 'Ada', url }).subject)
  }
})
