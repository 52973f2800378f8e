import type { KeptMailer } from './kept-mailer.ts'
import { renderMail } from './render-mail.ts'
import { renderMailList } from './render-mail-list.ts'

export type MailViewer = {
  /** The page of all kept mails, as HTML. */
  renderMailList(): Promise<string>
  /** The page of one; null when there is no such mail. */
  renderMail(id: string): Promise<string | null>
}

/** Pages that show kept mail. They link to each other as `/dev/mail` and `/dev/mail/<id>`. */
export function createMailViewer({ list, read }: Pick<KeptMailer, 'list' | 'read'>): MailViewer {
  return {
    renderMailList: async () => renderMailList(await list()),
    renderMail: async (id) => {
      const kept = await read(id)
      return kept === null ? null : renderMail(kept)
    },
  }
}
