import type { Weekday } from '@rendez/core'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { CheckboxGroup, Dialog, DialogTrigger, Label } from 'react-aria-components'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useProfile } from '../use-profile.ts'
import { weekdayName, weekdaysFrom } from './weekdays.ts'

type Props = { from: Weekday; onCopy: (to: readonly Weekday[]) => void }

/** Gives other days the hours of this one. */
export function CopyDayMenu({ from, onCopy }: Props) {
  return (
    <DialogTrigger>
      <IconButton icon={Copy} label={`Copy the hours of ${weekdayName(from)} to other days`} />
      <Popover placement="bottom end">
        <Dialog aria-label={`Copy ${weekdayName(from)} to`} className="p-4 outline-none">
          {({ close }) => (
            <DayChoice
              from={from}
              onChoose={(days) => {
                onCopy(days)
                close()
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

type ChoiceProps = { from: Weekday; onChoose: (days: readonly Weekday[]) => void }

function DayChoice({ from, onChoose }: ChoiceProps) {
  const { weekStart } = useProfile()
  const others = weekdaysFrom(weekStart).filter((weekday) => weekday !== from)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const all = chosen.length === others.length
  return (
    <>
      <CheckboxGroup value={[...chosen]} onChange={setChosen} className="w-48">
        <Label className="field-label">Copy {weekdayName(from)} to</Label>
        {others.map((weekday) => (
          <Checkbox key={weekday} value={weekday}>
            {weekdayName(weekday)}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <div className="mt-3 flex justify-between gap-2">
        <Button variant="quiet" className="px-2" onPress={() => setChosen(all ? [] : others)}>
          {all ? 'None' : 'All'}
        </Button>
        <Button
          variant="primary"
          isDisabled={chosen.length === 0}
          onPress={() => onChoose(others.filter((weekday) => chosen.includes(weekday)))}
        >
          Copy
        </Button>
      </div>
    </>
  )
}
