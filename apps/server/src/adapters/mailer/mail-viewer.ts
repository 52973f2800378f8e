import type { KeptSmsSender } from '../sms-sender/kept-sms-sender.ts'
import type { KeptMailer } from './kept-mailer.ts'
import { renderMail } from './render-mail.ts'
import { renderMailList } from './render-mail-list.ts'
import { renderSms } from './render-sms.ts'

export type MailViewer = {
  /** The page of all kept messages, as HTML. */
  renderMailList(): Promise<string>
  /** The page of one; null when there is no such message. */
  renderMail(id: string): Promise<string | null>
}

type Kept = {
  /** null where mail is really sent. */
  mailer: Pick<KeptMailer, 'list' | 'read'> | null
  /** null where text messages are really sent. */
  smsSender: Pick<KeptSmsSender, 'list' | 'read'> | null
}

/** Pages that show kept messages. They link to each other as `/dev/mail` and `/dev/mail/<id>`. */
export function createMailViewer({ mailer, smsSender }: Kept): MailViewer {
  return {
    renderMailList: async () =>
      renderMailList((await mailer?.list()) ?? null, (await smsSender?.list()) ?? null),
    renderMail: async (id) => {
      const mail = await mailer?.read(id)
      if (mail) return renderMail(mail)
      const sms = await smsSender?.read(id)
      return sms ? renderSms(sms) : null
    },
  }
}
