import { toast } from 'sonner'

/** Short messages about what was just done; read aloud politely. */
export const notify = {
  success: (message: string) => void toast.success(message),
  failure: (message: string) => void toast.error(message),
}
