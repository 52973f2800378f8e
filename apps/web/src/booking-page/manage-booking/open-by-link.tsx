import { useId } from 'react'

/** Without JavaScript nothing reads the secret after the # of the address: the guest hands it over. */
export function OpenByLink({ className = 'mt-1' }: { className?: string }) {
  const [linkId, hintId] = [useId(), useId()]
  return (
    <noscript>
      <form method="post" className={`grid gap-4 ${className}`}>
        <p id={hintId} className="text-muted">
          Without JavaScript this page cannot see the end of its own address. Please copy the whole
          link from the mail of your booking and paste it here.
        </p>
        <div>
          <label htmlFor={linkId} className="field-label">
            The link from your mail
          </label>
          <input
            id={linkId}
            name="manageToken"
            type="text"
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby={hintId}
            className="field-input"
          />
        </div>
        <div>
          <button type="submit" className="button button-primary min-h-11 w-full sm:w-auto">
            Show my meeting
          </button>
        </div>
      </form>
    </noscript>
  )
}
