import { canaryCorpus } from '@rendez/icalendar/canary-corpus'
import { describe, expect, test } from 'vitest'
import { inertText } from './inert-text.ts'

const visible = (text: string) => text.replaceAll('\u200c', '')

test('looks the same as what was typed', () => {
  const text = 'Dr. Ada, see https://docs.example.com/a.b or mail me@example.com. It costs 3.50.'
  expect(visible(inertText(text))).toBe(text)
})

test('leaves nothing that a mail program would make a link of', () => {
  const linkable = /\w:\/\/\S|\bwww\.\w|\w@\w|\w\.[a-z]{2}/i
  const typed = 'https://evil.example www.evil.example evil.example/x eve@evil.example ftp://a.bc'
  for (const word of typed.split(' ')) {
    expect(word).toMatch(linkable)
    expect(inertText(word)).not.toMatch(linkable)
  }
})

describe('keeps line ends and drops other control characters and overrides', () => {
  for (const { name, text } of canaryCorpus) {
    test(name, () => {
      expect(inertText(text)).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u)
      expect(inertText(text).isWellFormed()).toBe(true)
    })
  }
})
