/** Everything here may be thrown away at any moment; nothing else in the store begins like this. */
const cachePrefix = 'cache:'

/** The names of what is cached. `cache flush <prefix>` means what follows `cache:`. */
export const cacheKeys = {
  prefix: cachePrefix,
  allGenerations: `${cachePrefix}generation:`,
  /** Under the run of the store: a generation does not outlive it, whatever the store has on disk. */
  generation: (lifeId: string, hostId: string) => `${cachePrefix}generation:${hostId}:${lifeId}`,
  /** Days are counted from 1970 in UTC. The token makes an entry of another generation unreachable. */
  slots: (host: { hostId: string; token: string }, meetingTypeId: string, days: Days) =>
    `${cachePrefix}slots:${host.hostId}:${meetingTypeId}:${host.token}:${days.first}-${days.end}`,
  /** Whose a name of either kind is. */
  hostOf: (name: string) => name.split(':')[2],
}

/** Whole days of UTC, from `first` up to but without `end`. */
export type Days = { first: number; end: number }
