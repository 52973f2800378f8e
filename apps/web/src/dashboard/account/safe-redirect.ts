/** Where to go after logging in: only ever a place of the dashboard. */
export function safeRedirect(target: string | undefined): string {
  return target !== undefined && /^\/app(\/|$)/.test(target) ? target : '/app'
}
