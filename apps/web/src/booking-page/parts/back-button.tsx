import { ArrowLeft } from 'lucide-react'

export function BackButton({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="-ml-2 mb-3 flex min-h-11 items-center gap-2 rounded-control px-2 text-muted text-sm hover:bg-hover hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {label}
    </button>
  )
}
