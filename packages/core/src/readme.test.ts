import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'

// Starts processes, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(`${root}/README.md`, 'utf8')

const examples = [...readme.matchAll(/^## (.+)$|^```ts\n([\s\S]*?)^```$/gm)].reduce<
  { title: string; code: string }[]
>((list, [, heading, code]) => {
  if (heading !== undefined) list.push({ title: heading, code: '' })
  const last = list.at(-1)
  if (code !== undefined && last !== undefined) last.code = code
  return list
}, [])

const withCode = examples.filter(({ code }) => code !== '')

test('the README has examples, and each one asserts something', () => {
  expect(withCode).toHaveLength((readme.match(/^```ts$/gm) ?? []).length)
  expect(withCode.length).toBeGreaterThanOrEqual(6)
  for (const { code } of withCode) expect(code).toMatch(/^assert[.(]/m)
})

test.each(withCode)('the example of "$title" holds', ({ code }) => {
  const node = ['--input-type=module-typescript', '--eval', code]
  expect(execFileSync(process.execPath, node, { cwd: root, encoding: 'utf8' })).toBe('')
})
