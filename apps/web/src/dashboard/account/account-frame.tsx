import { Outlet } from '@tanstack/react-router'
import { Wordmark } from '../shell/wordmark.tsx'

/** What stands around the screens of whoever is not logged in. */
export function AccountFrame() {
  return (
    <div className="grid min-h-dvh place-items-center px-4 py-10">
      <main className="w-full max-w-[26rem]">
        <div className="mb-6 flex justify-center">
          <Wordmark />
        </div>
        <Outlet />
      </main>
    </div>
  )
}
