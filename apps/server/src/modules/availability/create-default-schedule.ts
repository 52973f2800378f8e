import { randomUUID } from 'node:crypto'
import type { Transaction } from '../../db/client.ts'
import { insertSchedule } from './schedules.repository.ts'

const workday = [{ start: '09:00', end: '17:00' }]

/** What a new host begins with: Monday to Friday, 9 to 17 in their zone. */
export async function createDefaultSchedule(
  tx: Transaction,
  host: { id: string; timeZone: string },
): Promise<void> {
  await insertSchedule(tx, {
    id: randomUUID(),
    hostId: host.id,
    name: 'Working hours',
    timeZone: host.timeZone,
    weeklyHours: {
      monday: workday,
      tuesday: workday,
      wednesday: workday,
      thursday: workday,
      friday: workday,
      saturday: [],
      sunday: [],
    },
    dateOverrides: [],
    isDefault: true,
  })
}
