import { randomUUID } from 'node:crypto'
import type { Clock } from '../../ports/clock.ts'
import type { Sms, SmsSender } from '../../ports/sms-sender.ts'
import { createKeptFiles, type KeptFile, type KeptFiles } from '../kept/kept-files.ts'
import { assertTextable } from './assert-textable.ts'

export type KeptSms = KeptFile<{ sms: Sms }>
export type KeptSmsSender = SmsSender & Pick<KeptFiles<{ sms: Sms }>, 'list' | 'read'>

/** Instead of a provider: keeps each text message as a file, for a person to look at. */
export function createKeptSmsSender(options: {
  directory: string
  clock: Clock
  limit?: number
}): KeptSmsSender {
  const { keep, list, read } = createKeptFiles<{ sms: Sms }>(options)
  const send = async (sms: Sms) => {
    assertTextable(sms)
    return { providerId: await keep(randomUUID(), { sms }) }
  }
  return { send, list, read, close: async () => {} }
}
