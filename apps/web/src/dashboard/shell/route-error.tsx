import { useQueryClient } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { readApiError } from '../../lib/read-api-error.ts'
import { ErrorState } from '../../ui/error-state.tsx'

/** Stands in for a screen that could not be shown. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const retry = async () => {
    await queryClient.resetQueries()
    reset()
    await router.invalidate()
  }
  return (
    <div className="mx-auto w-full max-w-xl p-4">
      <ErrorState
        title="This page could not be shown"
        message={readApiError(error).message}
        onRetry={() => void retry()}
      />
    </div>
  )
}
