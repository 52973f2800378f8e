/** `Name <address>`, or an address alone. */
export function readMailbox(text: string): { name: string; address: string } {
  const [, name, address] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? ['', 'Rendez', text]
  return { name: (name ?? '').trim().replace(/^"(.*)"$/, '$1'), address: (address ?? '').trim() }
}
