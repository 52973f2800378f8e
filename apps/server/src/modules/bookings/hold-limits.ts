/**
 * How much may be held. None of it refuses a booking: beyond it the form works without a hold. All of it
 * is counted for one host, so that many meeting types do not add up.
 */
export const holdLimits = {
  lastsSeconds: 300,
  /** Live holds of one guest network. */
  mostOfNetwork: 3,
  /** Live holds on one date of the host, whoever has them. */
  mostOfDay: 5,
  /** Holds of one network on one start within an hour: a hold cannot be renewed for ever. */
  mostOfTimeInAnHour: 3,
}
