import type { DateOverride, WeeklyHours } from '@rendez/core'
import { sql } from 'drizzle-orm'
import { boolean, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { hosts } from '../hosts/hosts.table.ts'

export const schedules = pgTable(
  'schedules',
  {
    id: uuid().primaryKey(),
    hostId: uuid()
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    timeZone: text().notNull(),
    weeklyHours: jsonb().$type<WeeklyHours>().notNull(),
    dateOverrides: jsonb().$type<readonly DateOverride[]>().notNull(),
    isDefault: boolean().notNull().default(false),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('schedules_one_default').on(table.hostId).where(sql`is_default`),
    uniqueIndex('schedules_host_id_id').on(table.hostId, table.id),
  ],
)
