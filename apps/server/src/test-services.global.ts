import type { TestProject } from 'vitest/node'
import { openTestServices } from '../../../scripts/services/open-test-services.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a real Redis for this test run: name keys so that no other test file uses them. */
    redisUrl: string
    /** Of a real RabbitMQ for this test run, which starts when somebody connects. */
    amqpUrl: string
  }
}

/** Gives the whole test run a Redis and a RabbitMQ; stops what it started at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = await openTestServices()
  // Interrupted, vitest ends at once and calls no teardown.
  process.once('exit', services.kill)
  project.provide('redisUrl', services.redisUrl)
  project.provide('amqpUrl', services.amqpUrl)
  return async () => {
    process.off('exit', services.kill)
    await services.stop()
  }
}
