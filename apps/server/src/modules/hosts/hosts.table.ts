import { boolean, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from '../accounts/accounts.table.ts'

/** The scheduling side of an account; `id` is the account's id. */
export const hosts = pgTable('hosts', {
  id: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  username: text().notNull().unique(),
  displayName: text().notNull(),
  bio: text().notNull().default(''),
  timeZone: text().notNull(),
  timeFormat: text({ enum: ['12h', '24h'] }).notNull(),
  weekStart: text({ enum: ['monday', 'saturday', 'sunday'] }).notNull(),
  onboarded: boolean().notNull().default(false),
  createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
})
