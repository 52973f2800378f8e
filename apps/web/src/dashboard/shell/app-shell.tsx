import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { BottomBar } from './bottom-bar.tsx'
import { CommandPalette } from './command-palette.tsx'
import { SideBar } from './side-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { useCommandKey } from './use-command-key.ts'
import { useScreenFocus } from './use-screen-focus.ts'

/** What stands around every screen of a host. */
export function AppShell() {
  const [searching, setSearching] = useState(false)
  useCommandKey(() => setSearching(true))
  const main = useScreenFocus()
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a href="#main" className="skip-link">
        Skip to the content
      </a>
      <SideBar onSearch={() => setSearching(true)} />
      <TopBar onSearch={() => setSearching(true)} />
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className="mx-auto w-full max-w-[1100px] px-4 pt-6 pb-28 outline-none sm:px-8 lg:pt-10 lg:pb-16"
      >
        <Outlet />
      </main>
      <BottomBar />
      <CommandPalette isOpen={searching} onClose={() => setSearching(false)} />
    </div>
  )
}
