import { CloudAlert } from 'lucide-react'
import { Button } from './button.tsx'

type Props = { title: string; message: string; onRetry?: () => void; isRetrying?: boolean }

/** What happened, what to do, and a way to try again. */
export function ErrorState({ title, message, onRetry, isRetrying = false }: Props) {
  return (
    <div role="alert" className="card flex flex-col items-center px-6 py-14 text-center">
      <span className="grid size-11 place-items-center rounded-full bg-danger-soft text-danger-ink">
        <CloudAlert aria-hidden className="size-5" />
      </span>
      <h2 className="mt-4 text-lg">{title}</h2>
      <p className="mt-1 max-w-sm text-muted">{message}</p>
      {onRetry !== undefined && (
        <Button className="mt-5" onPress={onRetry} isPending={isRetrying}>
          Try again
        </Button>
      )}
    </div>
  )
}
