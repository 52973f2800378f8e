import { Loading, Skeleton } from '../../ui/skeleton.tsx'

/** Two days of bookings, before they are there. */
export const BookingsSkeleton = () => (
  <Loading label="Loading your bookings">
    <div className="grid grid-cols-1 gap-7">
      {[
        ['a', 'b', 'c'],
        ['d', 'e', 'f', 'g'],
      ].map((rows) => (
        <div key={rows[0]}>
          <Skeleton className="mb-2.5 h-6 w-40" />
          <div className="card divide-y divide-line">
            {rows.map((row) => (
              <div key={row} className="flex h-[4.75rem] items-center gap-6 px-4 md:h-14">
                <Skeleton className="h-4 w-28" />
                <Skeleton className="h-4 flex-1" />
                <Skeleton className="hidden h-4 w-40 md:block" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  </Loading>
)
