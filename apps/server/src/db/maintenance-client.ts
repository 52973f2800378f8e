import postgres from 'postgres'

/**
 * One connection for long work beside a busy server: statements may take their time, but it never
 * waits for a lock for longer than those who book would wait behind it.
 */
export function connectForMaintenance(url: string): postgres.Sql {
  return postgres(url, {
    max: 1,
    onnotice: () => {},
    connect_timeout: 10,
    connection: {
      application_name: 'rendez-maintenance',
      TimeZone: 'UTC',
      DateStyle: 'ISO',
      default_transaction_isolation: 'read committed',
      lock_timeout: 1000,
      // Where the role or the database has one.
      statement_timeout: 0,
    },
  })
}
