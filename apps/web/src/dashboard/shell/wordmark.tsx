/** The sign and the name. */
export const Wordmark = () => (
  <span className="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
    <svg aria-hidden viewBox="0 0 32 32" className="size-7">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="#fff" strokeWidth="2.5">
        <circle cx="12.5" cy="16" r="5.5" />
        <circle cx="19.5" cy="16" r="5.5" />
      </g>
    </svg>
    Rendez
  </span>
)
