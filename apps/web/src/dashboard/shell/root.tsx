import { Outlet, useRouter } from '@tanstack/react-router'
import { I18nProvider, RouterProvider } from 'react-aria-components'
import { Toaster } from '../../ui/toaster.tsx'
import { locale } from '../locale.ts'

/** What every screen stands in: links of components go through the router, messages have a place. */
export function Root() {
  const router = useRouter()
  return (
    <I18nProvider locale={locale}>
      <RouterProvider navigate={(href) => void router.navigate({ href })}>
        <Outlet />
        <Toaster />
      </RouterProvider>
    </I18nProvider>
  )
}
