import { expect, test } from 'vitest'
import { findVersionFault } from './find-version-fault.ts'

const faultOf = (version: string) => findVersionFault({ product: 'RabbitMQ', version })

test.each(['2.8.7', '3.7.28', '3.9.29', '3.9.0-rc.1'])('RabbitMQ %s is too old', (version) => {
  expect(faultOf(version)).toBe(`is RabbitMQ ${version}: 3.10 or newer is needed`)
})

test.each(['3.10.0', '3.10.8', '3.13.7', '4.0.1', '4.2.0+beta', '10.0.0'])(
  'RabbitMQ %s will do',
  (version) => {
    expect(faultOf(version)).toBeNull()
  },
)

test('what does not say which RabbitMQ it is is not refused for it', () => {
  expect(faultOf('unknown')).toBeNull()
  expect(findVersionFault({ product: 'Another broker', version: '2.1.0' })).toBeNull()
  expect(findVersionFault({})).toBeNull()
})
