import { readSetupStep, type SetupStep } from './setup-steps.ts'

const storageKey = 'rendez.setup-step'

/** Where the first run was left in this browser; the first step when it was not begun. */
export const rememberedStep = (): SetupStep => readSetupStep(localStorage.getItem(storageKey))

/** Keeps where the first run stands, until it is through. */
export function rememberStep(step: SetupStep): void {
  if (step === 'done') localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, step)
}
