import { SmsRefusedError, type SmsSender } from '../../ports/sms-sender.ts'
import { assertTextable } from './assert-textable.ts'

type Options = {
  /** `https://<account>:<token>@<host>`; a token with special characters is percent-encoded. */
  url: string
  /** A number of the account in E.164, a sender's name, or the id of a messaging service (`MG...`). */
  from: string
  timeoutMs?: number
}

/**
 * What speaks of this number or this text, whoever sends it: no, not a mobile, unsubscribed, cannot be
 * reached, too long. Everything else (log-in, sender, permissions, limits) an operator can mend, and
 * the message waits for that.
 */
const refusals = new Set([
  21211, 21214, 21217, 21265, 21266, 21602, 21604, 21610, 21612, 21614, 21617, 21635, 30003, 30004,
  30005, 30006,
])

/** Sends through Twilio's HTTP API, or a provider that speaks like it. */
export function createTwilioSmsSender({ url, from, timeoutMs = 15_000 }: Options): SmsSender {
  const { origin, username, password } = new URL(url)
  const account = decodeURIComponent(username)
  const token = decodeURIComponent(password)
  const address = `${origin}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
  const sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from }
  return {
    send: async (sms) => {
      assertTextable(sms)
      const response = await fetch(address, {
        method: 'POST',
        headers: { authorization, accept: 'application/json' },
        body: new URLSearchParams({ To: sms.to, ...sender, Body: sms.text }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      return await readAnswer(response)
    },
    close: async () => {},
  }
}

// An answer may repeat the number and the text: of it, only figures reach an error and so a log.
async function readAnswer(response: Response): ReturnType<SmsSender['send']> {
  const answer = parseObject(await response.text())
  if (response.ok && typeof answer.sid === 'string') return { providerId: answer.sid }
  const code = typeof answer.code === 'number' ? ` with error ${answer.code}` : ''
  const message = `the SMS provider answered ${response.status}${code}`
  const isRefused = response.status === 400 && refusals.has(Number(answer.code))
  throw isRefused ? new SmsRefusedError(message) : new Error(message)
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
