import { customType, index, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'
import { hosts } from '../hosts/hosts.table.ts'

const instant = () => timestamp({ withTimezone: true, mode: 'date' })
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/**
 * Who holds what. The time itself is a row of `claims` with the id of the hold: without it the hold is
 * over, and its row only counts for a while against whoever holds the same time again and again.
 */
export const holds = pgTable(
  'holds',
  {
    id: uuid().primaryKey(),
    hostId: uuid()
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    meetingTypeId: uuid().notNull(),
    startTime: instant().notNull(),
    endTime: instant().notNull(),
    /** SHA-256 of the hold token. */
    tokenHash: bytes().notNull().unique(),
    /** A keyed digest of the network that the guest came from: addresses are too few for a plain one. */
    networkHash: bytes().notNull(),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
  },
  (table) => [index().on(table.hostId, table.expiresAt)],
)
