import type { Change, ReceivedMail } from './evidence.ts'
import type { SimulatedBug } from './simulated-bugs.test-kit.ts'
import type { Stored } from './simulated-store.test-kit.ts'

type Event = { row: Stored; change: Change; startTime: number; wait: number }

type Teller = {
  bug: SimulatedBug
  now: () => number
  startedAt: number
  mails: ReceivedMail[]
}

const MINUTE = 60_000
// Every third event waits, so that its booking is often changed again before.
const WAITS = [0, 0, 8]

/** Tells people how simulated bookings changed: at once, or after a while, and then only what is still so. */
export class SimulatedNews {
  readonly changes: Change[] = []
  readonly #teller: Teller
  #waiting: Event[] = []
  #count = 0

  constructor(teller: Teller) {
    this.#teller = teller
  }

  record(row: Stored, action: Change['action'], previousStartTime: number | null): void {
    const { bug, now, startedAt, mails } = this.#teller
    const { id: bookingId, version, startTime } = row
    const at = startedAt + now()
    const change = { bookingId, version, action, previousStartTime, at, handledAt: null }
    this.changes.push(change)
    if (bug.errs('loses every other event')) return
    this.#count += 1
    this.#waiting.push({ row, change, startTime, wait: WAITS[this.#count % WAITS.length] ?? 0 })
    this.#handle(({ wait }) => wait === 0)
    const [first] = mails.filter((mail) => mail.bookingId === bookingId && mail.version === 0)
    if (action === 'cancelled' && first && bug.errs('tells what is over')) first.at += 120_000
  }

  /** A moment has passed. */
  pass(): void {
    for (const event of this.#waiting) event.wait = Math.max(0, event.wait - 1)
    this.#handle(({ wait }) => wait === 0)
  }

  /** Everything has had its time. */
  end(): void {
    this.#handle(() => true)
  }

  forget(bookingId: string): void {
    const { mails } = this.#teller
    this.#waiting = this.#waiting.filter(({ change }) => change.bookingId !== bookingId)
    const keep = <Item extends { bookingId: string | null }>(list: Item[]) =>
      list.splice(0).filter((item) => item.bookingId !== bookingId)
    this.changes.push(...keep(this.changes))
    mails.push(...keep(mails))
  }

  /** Events of one booking in order. */
  #handle(isDue: (event: Event) => boolean): void {
    const blocked = new Set<string>()
    const left: Event[] = []
    for (const event of this.#waiting) {
      const { bookingId } = event.change
      if (blocked.has(bookingId) || !isDue(event)) {
        blocked.add(bookingId)
        left.push(event)
      } else this.#tellBoth(event)
    }
    this.#waiting = left
  }

  #tellBoth(event: Event): void {
    const { bug, now, startedAt } = this.#teller
    const { row, change } = event
    change.handledAt = startedAt + now()
    const isChanged = row.version > change.version || row.status === 'cancelled'
    if (change.action !== 'cancelled' && isChanged) return
    if (change.action === 'created' && bug.errs('loses every other confirmation')) return
    if (change.action === 'moved' && bug.errs('loses every other move')) return
    for (const recipient of [row.inviteeEmail, `${row.hostId}@example.com`]) {
      if (change.action !== 'cancelled' || !bug.errs('tells nobody')) this.#tell(event, recipient)
    }
  }

  #tell({ change, startTime }: Event, recipient: string): void {
    const { bug, now, mails } = this.#teller
    const { bookingId, version, action } = change
    const mail: ReceivedMail = {
      messageId: `${bookingId} ${version} ${recipient}`,
      recipient: bug.errs('tells a stranger') ? 'stranger@example.com' : recipient,
      server: 'worker',
      at: now(),
      acknowledged: true,
      bookingId,
      rule: null,
      inviteeName: null,
      version,
      method: action === 'cancelled' ? 'CANCEL' : 'REQUEST',
      startTime: bug.errs('tells another time') ? startTime + MINUTE : startTime,
    }
    mails.push(mail)
    if (bug.errs('tells twice')) mails.push({ ...mail, messageId: 'another' })
    if (bug.errs('repeats a mail')) mails.push({ ...mail, at: mail.at + 5_000 })
  }
}
