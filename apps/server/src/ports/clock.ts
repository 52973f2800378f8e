/** The only source of the present. Milliseconds since the epoch. */
export type Clock = { now(): number }
