import type { Canary } from './canary.ts'

const module = 'apps/server/src/modules/bookings'
const longBody = Array.from({ length: 51 }, (_, line) => `  total += ${line}`).join('\n')
const branches = Array.from({ length: 13 }, (_, line) => `  if (n === ${line}) return ${line * 2}`)
const clock = 'The clock is read'
const sleep = 'Tests do not sleep'

/** One violation of each rule about the code itself. */
export const codeCanaries: Canary[] = [
  // Types
  {
    path: `${module}/plant-any.ts`,
    text: 'export const planted: any = 1\n',
    caughtBy: 'noExplicitAny',
  },
  {
    path: `${module}/plant-certainty.ts`,
    text: 'export const first = (list: string[]) => list[0]!.length\n',
    caughtBy: 'noNonNullAssertion',
  },
  {
    path: `${module}/plant-silence.ts`,
    text: "// @ts-ignore\nexport const planted: number = 'text'\n",
    caughtBy: 'noTsIgnore',
  },
  { path: `${module}/plant-enum.ts`, text: 'export enum Planted {\n  A,\n}\n', caughtBy: 'noEnum' },
  {
    path: `${module}/plant-value-import.ts`,
    text: "import { Clock } from '../../ports/clock.ts'\n\nexport type Planted = Clock\n",
    caughtBy: 'useImportType',
  },
  {
    path: `${module}/plant-bare-path.ts`,
    text: "import { planted } from './plant-enum'\n\nexport const copy = planted\n",
    caughtBy: 'useImportExtensions',
  },
  // Behaviour
  {
    path: `${module}/plant-floating.ts`,
    text: 'async function send(): Promise<void> {}\n\nexport function plant(): void {\n  send()\n}\n',
    caughtBy: 'noFloatingPromises',
  },
  {
    path: `${module}/plant-assignment.ts`,
    text: 'export function plant(count: number): number {\n  count += 1\n  return count\n}\n',
    caughtBy: 'noParameterAssign',
  },
  {
    path: `${module}/plant-console.ts`,
    text: "console.log('planted')\n\nexport {}\n",
    caughtBy: 'noConsole',
  },
  {
    path: `${module}/plant-environment.ts`,
    text: 'export const planted = process.env.PORT\n',
    caughtBy: 'noProcessEnv',
  },
  // The clock
  { path: `${module}/plant-now.ts`, text: 'export const planted = Date.now()\n', caughtBy: clock },
  { path: `${module}/plant-date.ts`, text: 'export const planted = new Date()\n', caughtBy: clock },
  {
    path: 'packages/core/src/slots/plant-instant.ts',
    text: "import { Temporal } from '../temporal.ts'\n\nexport const now = Temporal.Now.instant()\n",
    caughtBy: clock,
  },
  // Size
  {
    path: `${module}/plant-length.ts`,
    text: `export function plant(): number {\n  let total = 0\n${longBody}\n  return total\n}\n`,
    caughtBy: 'noExcessiveLinesPerFunction',
  },
  {
    path: `${module}/plant-branches.ts`,
    text: `export function plant(n: number): number {\n${branches.join('\n')}\n  return n\n}\n`,
    caughtBy: 'noExcessiveCognitiveComplexity',
  },
  // Names and files
  {
    path: `${module}/plantCamelCase.ts`,
    text: 'export const planted = 1\n',
    caughtBy: 'useFilenamingConvention',
  },
  {
    path: `${module}/plant-default.ts`,
    text: 'export default function plant(): void {}\n',
    caughtBy: 'noDefaultExport',
  },
  {
    path: `${module}/plant-circle.ts`,
    text: "import { other } from './plant-circle-back.ts'\n\nexport const planted: number = other\n",
    caughtBy: 'noImportCycles',
  },
  {
    path: `${module}/plant-circle-back.ts`,
    text: "import { planted } from './plant-circle.ts'\n\nexport const other: number = planted\n",
    caughtBy: 'noImportCycles',
  },
  {
    path: `${module}/plant-undeclared.ts`,
    text: "import { load } from 'cheerio'\n\nexport const planted = load\n",
    caughtBy: 'noUndeclaredDependencies',
  },
  { path: `${module}/plant-format.ts`, text: 'export const planted = "1";\n', caughtBy: 'format' },
  // Tests
  {
    path: `${module}/plant-mock.test.ts`,
    text: "import { vi } from 'vitest'\n\nvi.mock('./create-booking.ts')\n",
    caughtBy: 'No module mocks',
  },
  {
    path: `${module}/plant-sleep.test.ts`,
    text: 'await new Promise((resolve) => setTimeout(resolve, 100))\n\nexport {}\n',
    caughtBy: sleep,
  },
  {
    path: `${module}/plant-delay.test.ts`,
    text: "import { setTimeout } from 'node:timers/promises'\n\nexport const wait = setTimeout\n",
    caughtBy: 'noRestrictedImports',
  },
  {
    path: 'apps/web/e2e/plant-wait.e2e.test.ts',
    text: "import type { Page } from 'playwright-core'\n\nexport const plant = (page: Page) => page.waitForTimeout(100)\n",
    caughtBy: sleep,
  },
  {
    path: `${module}/plant-skip.test.ts`,
    text: "import { test } from 'vitest'\n\ntest.skip('planted', () => {})\n",
    caughtBy: 'noSkippedTests',
  },
  {
    path: `${module}/plant-only.test.ts`,
    text: "import { test } from 'vitest'\n\ntest.only('planted', () => {})\n",
    caughtBy: 'noFocusedTests',
  },
  // Accessibility
  {
    path: 'apps/web/src/ui/plant-image.tsx',
    text: 'export function PlantImage() {\n  return <img src="/face.png" />\n}\n',
    caughtBy: 'useAltText',
  },
  {
    path: 'apps/web/src/ui/plant-click.tsx',
    text: 'export function PlantClick({ act }: { act: () => void }) {\n  return <div onClick={act}>Book</div>\n}\n',
    caughtBy: 'useKeyWithClickEvents',
  },
]
