import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { notify } from '../../ui/notify.ts'
import { logOut } from '../account/auth-api.ts'

/** Ends the session and forgets everything that was loaded with it. */
export function useLogOut(): () => Promise<void> {
  const router = useRouter()
  const queryClient = useQueryClient()
  return async () => {
    const outcome = await logOut()
    if (!outcome.ok) return notify.failure(outcome.error.message)
    queryClient.clear()
    await router.navigate({ to: '/app/login' })
  }
}
