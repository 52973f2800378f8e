import { useEffect, useRef, useState } from 'react'
import { SearchField } from '../../ui/search-field.tsx'

const pauseMs = 250

type Props = { value: string; onChange: (text: string) => void }

/** Calls back once the typing pauses, so that the address and the list follow in one step. */
export function BookingSearchField({ value, onChange }: Props) {
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setText(value), [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onChange(next), pauseMs)
  }
  return (
    <SearchField
      label="Search by name, e-mail or title"
      placeholder="Search"
      value={text}
      onChange={type}
      maxLength={100}
      className="mb-3 w-full sm:w-60"
    />
  )
}
