import { expect, test } from 'vitest'
import { createPrometheusMetrics } from './prometheus-metrics.ts'
import { parsePrometheusText } from './prometheus-text.test-kit.ts'

const good = [
  '# HELP a_total Counts.',
  '# TYPE a_total counter',
  'a_total{kind="x"} 1',
  '# HELP b_seconds Times.',
  '# TYPE b_seconds histogram',
  'b_seconds_bucket{le="0.1"} 1',
  'b_seconds_bucket{le="+Inf"} 2',
  'b_seconds_sum 0.5',
  'b_seconds_count 2',
]
const parse = (lines: string[]) => parsePrometheusText(`${lines.join('\n')}\n`)

test('the reader of these tests reads what is right', () => {
  expect(parse(good).get('a_total')?.samples).toEqual([
    { name: 'a_total', labels: { kind: 'x' }, value: 1 },
  ])
})

test.each([
  ['a counter without _total', (line: string) => line.replace(/a_total/g, 'a')],
  ['a label that does not end', (line: string) => line.replace('kind="x"', 'kind="x')],
  ['a name that is none', (line: string) => line.replace(/a_total/g, 'a-b_total')],
  ['no type', (line: string) => (line.startsWith('# TYPE a_total') ? '' : line)],
  ['a value that is none', (line: string) => line.replace('} 1', '} one')],
  ['other than base units', (line: string) => line.replace(/b_seconds/g, 'b_ms')],
  ['buckets that fall', (line: string) => line.replace('"0.1"} 1', '"0.1"} 3')],
  ['no last bucket', (line: string) => line.replace('+Inf', '5')],
  ['another count', (line: string) => line.replace('count 2', 'count 3')],
  ['no sum', (line: string) => (line.startsWith('b_seconds_sum') ? '' : line)],
])('and refuses %s', (_what, spoil) => {
  expect(() => parse(good.map(spoil))).toThrow()
})

test('what Node.js says of the process is there once it is asked for', async () => {
  const { text } = await createPrometheusMetrics({ withProcess: true }).render()
  const names = [...parsePrometheusText(text).keys()]
  expect(names).toEqual(
    expect.arrayContaining(['process_cpu_seconds_total', 'nodejs_eventloop_lag_seconds']),
  )
})

test('two scrapes at once see whole sets', async () => {
  const metrics = createPrometheusMetrics({ withProcess: false })
  metrics.addSampler({
    gauges: ['rendez_broker_queue_messages'],
    sample: async () =>
      ['a', 'b', 'c'].map((queue) => ({
        gauge: 'rendez_broker_queue_messages',
        labels: { queue },
        value: 1,
      })),
  })
  const texts = await Promise.all([metrics.render(), metrics.render(), metrics.render()])
  for (const { text } of texts) {
    const family = parsePrometheusText(text).get('rendez_broker_queue_messages')
    expect(family?.samples).toHaveLength(3)
  }
})
