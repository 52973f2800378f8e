import { NumberField } from '../../ui/number-field.tsx'
import { Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { EditorFields } from './editor-fields.ts'

const kinds = [
  { value: 'rolling_days', label: 'Some days ahead' },
  {
    value: 'working_days',
    label: 'Some working days ahead',
    hint: 'Counts days on which you have hours.',
  },
  { value: 'date_range', label: 'Between two dates' },
  { value: 'open', label: 'Without a limit' },
] as const

/** How far ahead, and how many a day. */
export function BookingWindowFields({ draft, edit }: EditorFields) {
  const { window } = draft
  const change = (next: Partial<typeof window>) => edit({ window: { ...window, ...next } })
  return (
    <Section title="Limits">
      <div className="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
        <Select
          label="Can be booked"
          choices={kinds}
          value={window.kind}
          onChange={(kind) => change({ kind })}
        />
        {(window.kind === 'rolling_days' || window.kind === 'working_days') && (
          <NumberField
            label="How far ahead"
            name="bookingWindow.days"
            unit={window.kind === 'working_days' ? 'working days' : 'days'}
            minValue={1}
            value={window.days}
            onChange={(days) => change({ days })}
          />
        )}
      </div>
      {window.kind === 'date_range' && (
        <div className="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
          <TextField
            label="First date"
            name="bookingWindow.startDate"
            type="date"
            value={window.startDate}
            onChange={(startDate) => change({ startDate })}
          />
          <TextField
            label="Last date"
            name="bookingWindow.endDate"
            type="date"
            value={window.endDate}
            onChange={(endDate) => change({ endDate })}
          />
        </div>
      )}
      <LimitPerDay draft={draft} edit={edit} />
    </Section>
  )
}

function LimitPerDay({ draft, edit }: EditorFields) {
  const { limitPerDay } = draft
  return (
    <div className="grid grid-cols-1 items-center gap-x-5 gap-y-2 sm:grid-cols-2">
      <Switch
        isSelected={limitPerDay.on}
        onChange={(on) => edit({ limitPerDay: { ...limitPerDay, on } })}
      >
        Limit the bookings of a day
      </Switch>
      {limitPerDay.on && (
        <NumberField
          label="Most bookings a day"
          name="maxBookingsPerDay"
          unit="a day"
          minValue={1}
          maxValue={100}
          value={limitPerDay.bookings}
          onChange={(bookings) => edit({ limitPerDay: { ...limitPerDay, bookings } })}
        />
      )}
    </div>
  )
}
