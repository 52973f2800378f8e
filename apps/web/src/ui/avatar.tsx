const initialsOf = (name: string) => {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}

/** The initials of a person, beside their name; drawn, so that they are no part of any name. */
export const Avatar = ({ name, className }: { name: string; className?: string }) => (
  <span
    aria-hidden
    data-initials={initialsOf(name)}
    className={`avatar grid shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink ${className ?? 'size-8'}`}
  />
)
