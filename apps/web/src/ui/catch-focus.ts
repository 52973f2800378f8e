const mostFrames = 60
/** A closing dialog needs a frame to give the focus back by itself. */
const lostFrames = 3

/**
 * For what takes its own button away: once the focus has fallen out of the page, puts it on what
 * `findFallback` finds, so that a keyboard goes on from there. Gives up after a second.
 */
export function catchFocus(findFallback: () => HTMLElement | null | undefined): void {
  let lost = 0
  const look = (frame: number) => {
    lost = document.activeElement === document.body ? lost + 1 : 0
    if (lost === lostFrames) findFallback()?.focus({ preventScroll: true })
    else if (frame < mostFrames) requestAnimationFrame(() => look(frame + 1))
  }
  requestAnimationFrame(() => look(0))
}

/** The dialog that is open, or else the content of the page. */
export const focusFallback = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('[role="dialog"]') ??
  document.querySelector<HTMLElement>('main')
