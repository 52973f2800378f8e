import { Button } from '../ui/button.tsx'

type Props = {
  isShown: boolean
  isSaving: boolean
  saveLabel?: string
  /** Takes the changes back; without it there is nothing to go back to. */
  onDiscard?: () => void
}

/** The one place to save from; it appears with the first change and stays in view. */
export function SaveBar({ isShown, isSaving, saveLabel = 'Save', onDiscard }: Props) {
  if (!isShown) return null
  return (
    <section aria-label="Unsaved changes" className="save-bar">
      <span className="mr-auto text-sm text-muted">
        {onDiscard === undefined ? 'Not saved yet' : 'Unsaved changes'}
      </span>
      {onDiscard !== undefined && (
        <Button variant="quiet" onPress={onDiscard} isDisabled={isSaving}>
          Discard
        </Button>
      )}
      <Button type="submit" variant="primary" isPending={isSaving}>
        {saveLabel}
      </Button>
    </section>
  )
}
