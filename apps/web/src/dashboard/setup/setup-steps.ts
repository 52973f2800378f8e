export type SetupStep = 'link' | 'hours' | 'meeting-type' | 'done'

export const setupSteps: readonly SetupStep[] = ['link', 'hours', 'meeting-type', 'done']

/** Reads the step of an address; anything else is the first. */
export const readSetupStep = (value: unknown): SetupStep =>
  setupSteps.find((step) => step === value) ?? 'link'

export function nextStep(step: SetupStep): SetupStep {
  return setupSteps[setupSteps.indexOf(step) + 1] ?? 'done'
}
