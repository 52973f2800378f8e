import type { Clock } from '../../ports/clock.ts'
import type { Mail, Mailer } from '../../ports/mailer.ts'
import { createKeptFiles, type KeptFile, type KeptFiles } from '../kept/kept-files.ts'
import { assertSendable } from './assert-sendable.ts'

export type KeptMail = KeptFile<{ mail: Mail }>
export type KeptMailer = Mailer & Pick<KeptFiles<{ mail: Mail }>, 'list' | 'read'>

/** Instead of a mail server: keeps each message as a file, for a person to look at. */
export function createKeptMailer(options: {
  directory: string
  clock: Clock
  limit?: number
}): KeptMailer {
  const { keep, list, read } = createKeptFiles<{ mail: Mail }>(options)
  const send = async (mail: Mail): Promise<void> => {
    assertSendable(mail)
    await keep(mail.messageId, { mail })
  }
  return { send, list, read, close: async () => {} }
}
