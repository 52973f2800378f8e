import { CircleCheck, TriangleAlert } from 'lucide-react'
import { Toaster as SonnerToaster } from 'sonner'

/** Where messages appear; once a page. */
export function Toaster() {
  return (
    <SonnerToaster
      position="bottom-center"
      duration={4000}
      mobileOffset={{ bottom: '5rem' }}
      icons={{
        success: <CircleCheck aria-hidden className="size-[1.125rem] text-success-ink" />,
        error: <TriangleAlert aria-hidden className="size-[1.125rem] text-danger-ink" />,
      }}
      toastOptions={{ unstyled: true, classNames: { toast: 'toast', content: 'min-w-0' } }}
    />
  )
}
