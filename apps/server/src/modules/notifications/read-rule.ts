export type Rule =
  | { kind: 'reminder'; minutesBefore: number }
  | { kind: 'workflow'; workflowId: string }

/**
 * What a scheduled message is, from the name of its rule.
 * @throws for a rule of another release
 */
export function readRule(rule: string): Rule {
  const [, kind, value = ''] = /^(reminder|workflow):([0-9a-f-]+)$/.exec(rule) ?? []
  if (kind === 'reminder') return { kind, minutesBefore: Number(value) }
  if (kind === 'workflow') return { kind, workflowId: value }
  throw new Error(`no rule of this release: ${rule}`)
}
