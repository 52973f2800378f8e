import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import type { Choice } from './select.tsx'

type Props<Value extends string> = {
  label: string
  choices: readonly Choice<Value>[]
  value: Value
  onChange: (value: Value) => void
  /** Stands at the end of the row of tabs. */
  aside?: ReactNode
  children: ReactNode
}

/** Views of one thing, one at a time. */
export function Tabs<Value extends string>(props: Props<Value>) {
  const { label, choices, value, onChange, aside, children } = props
  const choose = (key: unknown) => {
    const choice = choices.find((candidate) => candidate.value === key)
    if (choice !== undefined) onChange(choice.value)
  }
  return (
    <AriaTabs selectedKey={value} onSelectionChange={choose}>
      <div className="flex flex-wrap-reverse items-end justify-between gap-x-3 border-b border-line">
        <TabList aria-label={label} className="-mb-px flex gap-5">
          {choices.map((choice) => (
            <Tab key={choice.value} id={choice.value} className="tab">
              {choice.label}
            </Tab>
          ))}
        </TabList>
        {aside}
      </div>
      <TabPanel id={value} className="pt-6 outline-offset-4">
        {children}
      </TabPanel>
    </AriaTabs>
  )
}
