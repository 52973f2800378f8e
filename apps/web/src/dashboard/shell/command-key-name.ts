/** How the keyboard of this device writes the key that opens the command palette. */
export const commandKeyName = (): string =>
  /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'
