/** The initials of a name: the first letters of its first and last word. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}

/** A host's face until there are pictures. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  const size = large ? 'size-16 text-xl' : 'size-10 text-sm'
  return (
    <span
      aria-hidden
      className={`inline-flex shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-ink ${size}`}
    >
      {initialsOf(name)}
    </span>
  )
}
