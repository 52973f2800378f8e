import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether JavaScript has taken over; false in what the server renders and until then. */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
