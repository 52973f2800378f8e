export type Rule = { kind: 'reminder'; minutesBefore: number }

/**
 * What a scheduled message is, from the name of its rule.
 * @throws for a rule of another release
 */
export function readRule(rule: string): Rule {
  const [, minutes] = /^reminder:(\d+)$/.exec(rule) ?? []
  if (minutes !== undefined) return { kind: 'reminder', minutesBefore: Number(minutes) }
  throw new Error(`no rule of this release: ${rule}`)
}
