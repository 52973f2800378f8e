import { useEffect } from 'react'
import type { ManagePageModel } from '../page-model.ts'

/** What a form was answered with becomes the page of the booking: a reload sends no form again. */
export function useOwnAddress({ bookingId, opened }: ManagePageModel): void {
  useEffect(() => {
    if (opened?.status !== 'ready') return
    history.replaceState(null, '', `/booking/${bookingId}#${opened.manageToken}`)
    document.title = 'Your meeting'
  }, [bookingId, opened])
}
