import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import {
  counterTable,
  gaugeTable,
  histogramTable,
} from '../../apps/server/src/adapters/metrics/metric-table.ts'
import { root } from '../run-command.ts'

const tables = { ...counterTable, ...gaugeTable, ...histogramTable }
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const rulesSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Rendez[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[mh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.object({ summary: z.string(), mend: z.string().optional() }),
        }),
      ),
    }),
  ),
})
const { groups } = rulesSchema.parse(parse(read('deploy/prometheus/alerts.yml')))
const rules = groups.flatMap((group) => group.rules)

test('every metric in the alert rules is one that there is, with the labels that it has', () => {
  for (const { expr } of rules) {
    for (const [, name = '', selector = ''] of expr.matchAll(
      /\b((?:rendez|http)_\w+)(?:\{([^}]*)\})?/g,
    )) {
      const metric = Object.entries(tables).find(([known]) =>
        [known, `${known}_bucket`, `${known}_count`, `${known}_sum`].includes(name),
      )
      expect(metric, name).toBeDefined()
      const labels = [...selector.matchAll(/(\w+)\s*[=!]/g)].map(([, label]) => label)
      expect([...(metric?.[1].labels ?? []), 'le']).toEqual(expect.arrayContaining(labels))
    }
  }
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
})

test('two metrics are compared by labels that both of them have', () => {
  const compared: string[] = []
  for (const { alert, expr } of rules) {
    for (const [, by = '', inner = '', on = '', other = ''] of expr.matchAll(
      /by \(([^)]*)\) \((rendez_\w+)[^)]*\)\s*\S+ on \(([^)]*)\) (rendez_\w+)/g,
    )) {
      compared.push(alert)
      expect(on).toBe(by)
      // A label that only one of them has would leave several samples to compare with one.
      const own = on.split(', ').filter((label) => label !== 'instance')
      const labelsOf = (name: string) =>
        Object.entries(tables).find(([known]) => known === name)?.[1].labels ?? []
      expect(labelsOf(other)).toEqual(own)
      expect(labelsOf(inner)).toEqual(expect.arrayContaining(own))
    }
  }
  expect(compared).toEqual(['RendezConnectionsUsedUp'])
})

test('docs/operations.md lists every metric with its labels, and every alert, and no other', () => {
  const text = read('docs/operations.md')
  const rows = [...text.matchAll(/^\| `((?:rendez|http)_\w+)` \|([^|]*)\|/gm)]
  const listed = rows.map(([, name, labels = '']) => [name, labels.match(/\w+/g) ?? []])
  const known = Object.entries(tables).map(([name, { labels }]) => [name, [...labels]])
  expect(listed.toSorted()).toEqual(known.toSorted())
  const alerts = [...text.matchAll(/^\| `(Rendez\w+)` \|/gm)].map(([, name]) => name)
  expect(alerts.toSorted()).toEqual(rules.map(({ alert }) => alert).toSorted())
})
