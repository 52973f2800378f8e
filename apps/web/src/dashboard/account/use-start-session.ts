import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'

/** Leads a newcomer on, forgetting what was loaded before they had a session. */
export function useStartSession(): () => Promise<void> {
  const router = useRouter()
  const queryClient = useQueryClient()
  return async () => {
    queryClient.clear()
    await router.navigate({ to: '/app/setup' })
  }
}
