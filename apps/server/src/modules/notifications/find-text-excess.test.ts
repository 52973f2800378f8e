import { expect, test } from 'vitest'
import { createTestClock } from '../../adapters/clock/test-clock.ts'
import { createInProcessStore } from '../../adapters/key-value-store/in-process-store.ts'
import { StoreUnavailableError } from '../../ports/key-value-store.ts'
import { findTextExcess } from './find-text-excess.ts'

const to = '+33612345678'
const toNumber = 'too many texts to this number'
const ofHost = 'too many texts of this host'

function open() {
  const clock = createTestClock('2027-02-01T08:00:00Z')
  const store = createInProcessStore({ clock })
  return {
    clock,
    find: (text: Parameters<typeof findTextExcess>[1]) => findTextExcess(store, text),
  }
}

test('a number gets ten at once, whoever sends them, and twenty an hour', async () => {
  const { clock, find } = open()
  for (let sent = 0; sent < 10; sent += 1) expect(await find({ to, hostId: `${sent}` })).toBeNull()
  expect(await find({ to, hostId: 'another' })).toBe(toNumber)
  expect(await find({ to: '+33612345679', hostId: '0' })).toBeNull()
  clock.set('2027-02-01T08:03:00Z')
  expect(await find({ to, hostId: '0' })).toBeNull()
  expect(await find({ to, hostId: '0' })).toBe(toNumber)
})

test('a host sends a hundred at once, to whomever, and what is not sent uses up none', async () => {
  const { find } = open()
  const hostId = 'host'
  for (let sent = 0; sent < 20; sent += 1) await find({ to, hostId })
  for (let sent = 10; sent < 100; sent += 1) {
    expect(await find({ to: `+336000000${sent}`, hostId })).toBeNull()
  }
  expect(await find({ to: '+33611111111', hostId })).toBe(ofHost)
  expect(await find({ to: '+33611111111', hostId: 'another' })).toBeNull()
})

test('nothing is too much while the store is away', async () => {
  const takeToken = () => Promise.reject(new StoreUnavailableError())
  expect(await findTextExcess({ takeToken }, { to, hostId: 'host' })).toBeNull()
})
