import type { Booking } from '@rendez/contract'

/** A meeting type that was deleted has no link any more, and no times to move to. */
export const canBeMoved = ({ changeable, meetingType }: Booking): boolean =>
  changeable && meetingType.slug !== ''
