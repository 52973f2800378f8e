import type { GuestRequest } from '@rendez/web/render-page'

/** What the guest of a booking asks for with a form without JavaScript. */
export type ManageForm = {
  manageToken: string
  /** What to do now; null: only to show something. */
  act: 'cancel' | 'move' | null
  /** What to show, unless what was done shows itself. */
  step: 'look' | 'cancel' | 'move'
  reason: string
  startTime: string
  /** The version of the booking that the guest saw; not a number when the form has none. */
  version: number
  /** The request as if the form's values stood in its address. */
  asRequest: GuestRequest
}

/** Reads the form. Of a field the last counts: a button sends its own after those that are carried. */
export function readManageForm(body: string, request: GuestRequest): ManageForm {
  const form = new URLSearchParams(body)
  const text = (name: string) => form.getAll(name).at(-1) ?? ''
  const url = new URL(request.url)
  for (const name of ['month', 'date', 'time', 'timezone', 'theme']) {
    if (form.has(name)) url.searchParams.set(name, text(name))
  }
  const asked = oneOf(['cancel', 'move'], text('act'))
  return {
    // A guest pastes the whole link.
    manageToken: text('manageToken').split('#').at(-1)?.trim() ?? '',
    // No time is chosen any more: there is nothing to move to.
    act: asked === 'move' && text('time') === '' ? null : asked,
    step: asked ?? oneOf(['cancel', 'move'], text('step')) ?? 'look',
    reason: text('reason'),
    startTime: text('time'),
    version: Number.parseInt(text('version'), 10),
    asRequest: { ...request, url: url.href },
  }
}

const oneOf = <Name extends string>(names: readonly Name[], text: string): Name | null =>
  names.find((name) => name === text) ?? null
