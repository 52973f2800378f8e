export type Sms = {
  /** E.164, such as `+33612345678`. */
  to: string
  text: string
}

/** Refused for good by the provider, for this number or this text: trying again cannot help. */
export class SmsRefusedError extends Error {
  override readonly name = 'SmsRefusedError'
}

export type SmsSender = {
  /**
   * Resolves once the provider has accepted the message, with the provider's name for it. Whoever
   * calls again because an answer was lost may send it twice: no provider takes a key for that.
   * @throws SmsRefusedError when it is refused for good; any other error may be tried again.
   */
  send(sms: Sms): Promise<{ providerId: string }>
  close(): Promise<void>
}
