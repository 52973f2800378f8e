import { Radio, RadioGroup } from 'react-aria-components'
import { formatTime } from '../../lib/format-time.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { useTimeView } from '../use-profile.ts'

type Props = {
  starts: readonly string[]
  isPending: boolean
  value: string | null
  onChange: (startTime: string) => void
}

/** The free times of a day, one to choose. */
export function FreeTimes({ starts, isPending, value, onChange }: Props) {
  const view = useTimeView()
  if (isPending) {
    return (
      <Loading label="Loading the free times">
        <Skeleton className="h-40" />
      </Loading>
    )
  }
  if (starts.length === 0) return <p className="text-muted">No free time on this day.</p>
  return (
    <RadioGroup
      aria-label="Time"
      value={value}
      onChange={onChange}
      className="grid max-h-72 grid-cols-2 gap-2 overflow-y-auto p-1"
    >
      {starts.map((startTime) => (
        <Radio key={startTime} value={startTime} className="radio-card justify-center tabular">
          {formatTime(Date.parse(startTime), view)}
        </Radio>
      ))}
    </RadioGroup>
  )
}
