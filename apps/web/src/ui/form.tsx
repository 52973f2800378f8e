import { type FormEvent, type Ref, useMemo, useState } from 'react'
import { Form as AriaForm, type FormProps } from 'react-aria-components'

type Props = Omit<FormProps, 'validationErrors' | 'validationBehavior' | 'render'> & {
  ref?: Ref<HTMLFormElement>
  /** What the server refused, by the name of the field. */
  problems: Record<string, string>
}

/** A number is typed into an input without a name; a hidden one beside it carries the name. */
function nameOf(target: EventTarget): string | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null
  if (target.name !== '') return target.name
  const field = target.closest('.react-aria-NumberField')
  return field?.querySelector<HTMLInputElement>('input[type="hidden"]')?.name ?? null
}

/**
 * A form whose fields say what the server refused, each until it is changed. A problem that stayed
 * until the field is left would move the button away under the press that leaves it.
 */
export function Form({ problems, ...props }: Props) {
  const said = JSON.stringify(problems)
  const [mended, setMended] = useState<{ of: string; names: string[] }>({ of: said, names: [] })
  // What the server says next counts for every field anew.
  if (mended.of !== said) setMended({ of: said, names: [] })
  const left = useMemo(() => {
    const all: Record<string, string> = JSON.parse(said)
    return Object.fromEntries(Object.entries(all).filter(([name]) => !mended.names.includes(name)))
  }, [said, mended])
  const mend = (event: FormEvent) => {
    const name = nameOf(event.target)
    if (name === null || left[name] === undefined) return
    setMended(({ names }) => ({ of: said, names: [...names, name] }))
  }
  return (
    <AriaForm
      {...props}
      validationErrors={left}
      validationBehavior="aria"
      render={(form) => <form {...form} onInput={mend} />}
    />
  )
}
