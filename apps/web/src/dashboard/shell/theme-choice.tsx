import { Check, Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { Header, MenuItem, MenuSection } from 'react-aria-components'
import { chooseTheme, rememberedTheme, themes } from './theme.ts'

const looks = {
  system: { label: 'As the system', icon: Monitor },
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
}

/** Light or dark, inside a menu. */
export function ThemeChoice() {
  const [theme, setTheme] = useState(rememberedTheme)
  const choose = (keys: Iterable<unknown>) => {
    const chosen = themes.find((candidate) => [...keys].includes(candidate))
    if (chosen === undefined) return
    setTheme(chosen)
    chooseTheme(chosen)
  }
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[theme]}
      onSelectionChange={(keys) => keys !== 'all' && choose(keys)}
    >
      <Header className="px-2.5 py-1 text-xs font-medium text-muted">Theme</Header>
      {themes.map((id) => {
        const { label, icon: Icon } = looks[id]
        return (
          <MenuItem key={id} id={id} textValue={label} className="option">
            <Icon aria-hidden className="size-4 shrink-0 text-muted" />
            <span className="flex-1">{label}</span>
            {theme === id && <Check aria-hidden className="size-4" />}
          </MenuItem>
        )
      })}
    </MenuSection>
  )
}
