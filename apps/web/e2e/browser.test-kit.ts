import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export type VisitorOptions = {
  width?: 1280 | 360
  colorScheme?: 'light' | 'dark'
  /** The zone of their device. */
  timeZone?: string
  locale?: string
  javaScriptEnabled?: boolean
}

export type Visitor = {
  page: Page
  context: BrowserContext
  /** What the browser complained about: errors on the console, crashes, refused scripts. */
  complaints: string[]
  /** How much of the page jumped without the visitor having done anything: at most 1. */
  layoutShift(): Promise<number>
  leave(): Promise<void>
}

const screenshots = join(import.meta.dirname, '../../../.test-output/screenshots')

type Build = 'shell' | 'whole'

const running = new Map<Build, Promise<Browser>>()

/**
 * Chromium, one for all test files of a worker, as starting it takes longer than most tests. It ends with
 * the worker; end what was done in it with `closeVisits`.
 *
 * @param build the headless shell is faster where there is one; a page that is left needs the whole
 *   browser, as the shell lets no request out of it
 */
export function openBrowser(build: Build = 'shell'): Promise<Browser> {
  const browser = running.get(build) ?? startBrowser(build)
  running.set(build, browser)
  return browser
}

async function startBrowser(build: Build): Promise<Browser> {
  const { CHROMIUM_PATH = '/usr/bin/chromium', CHROMIUM_SHELL_PATH = CHROMIUM_PATH } = process.env
  const browser = await chromium.launch({
    executablePath: build === 'shell' ? CHROMIUM_SHELL_PATH : CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
  browser.once('disconnected', () => running.delete(build))
  return browser
}

/** Closes what a failed test may have left open. */
export async function closeVisits(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()))
}

/** A person with a fresh browser: in Paris, with English and a wide screen unless told otherwise. */
export async function visit(browser: Browser, options: VisitorOptions = {}): Promise<Visitor> {
  const { width = 1280, colorScheme = 'light', timeZone = 'Europe/Paris' } = options
  const isPhone = width === 360
  const context = await browser.newContext({
    viewport: { width, height: isPhone ? 740 : 800 },
    isMobile: isPhone,
    hasTouch: isPhone,
    colorScheme,
    timezoneId: timeZone,
    locale: options.locale ?? 'en-GB',
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  if (options.javaScriptEnabled !== false) await page.addInitScript(observeLayoutShift)
  return {
    page,
    context,
    complaints,
    layoutShift: () => page.evaluate(() => Number(Reflect.get(window, 'layoutShift') ?? 0)),
    leave: () => context.close(),
  }
}

function observeLayoutShift() {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // The DOM's types know no layout shifts.
      const { value, hadRecentInput } = entry.toJSON()
      const before = Number(Reflect.get(window, 'layoutShift') ?? 0)
      if (!hadRecentInput) Reflect.set(window, 'layoutShift', before + value)
    }
  })
  observer.observe({ type: 'layout-shift', buffered: true })
}

/** What axe finds wrong with the page as it stands, by WCAG 2.2 A and AA and good practice. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Its other mode is for frames, of which there are none: it opens a page more and takes twice as long.
  // What passes is not described either, nor are style sheets fetched again.
  const options = { resultTypes: ['violations' as const], preload: false }
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options(options).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`),
  )
}

/**
 * Keeps a picture under .test-output/screenshots: of the whole page, or of what is in view, which
 * leaves open what closes when the window changes.
 */
export async function takeScreenshot(
  page: Page,
  name: string,
  { fullPage = true }: { fullPage?: boolean } = {},
): Promise<void> {
  mkdirSync(screenshots, { recursive: true })
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage })
}

/**
 * Looks at the page as it stands on a wide screen and on a phone, in light and in dark: keeps four
 * pictures, and answers what is wrong: what axe finds, and anything wider than the screen.
 *
 * @param options.axe without JavaScript it cannot look
 */
export async function lookAt(
  page: Page,
  name: string,
  { axe = true }: { axe?: boolean } = {},
): Promise<string[]> {
  const problems: string[] = []
  for (const width of [1280, 360] as const) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 800 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await takeScreenshot(page, `${name}-${width}-${colorScheme}`)
      // Each width and each theme once: colours do not depend on the width.
      const isChecked = axe && (width === 1280) === (colorScheme === 'light')
      const found = isChecked ? await axeViolations(page) : []
      problems.push(...found.map((problem) => `${name} at ${width} in ${colorScheme}: ${problem}`))
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth)
    if (overflow > width) problems.push(`${name} at ${width} is ${overflow} pixels wide`)
  }
  return problems
}
