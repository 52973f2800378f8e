type Family = { type: string; help: string; samples: ParsedSample[] }

export type ParsedSample = { name: string; labels: Record<string, string>; value: number }

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/
const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/
const labelPair = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y

/**
 * Reads the text format of Prometheus 0.0.4, and throws over whatever its specification or the naming
 * conventions do not allow.
 */
export function parsePrometheusText(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end')
  const families = new Map<string, Family>()
  let current = ''
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? []
    if (keyword === 'HELP') {
      addFamily(families, name, rest)
      current = name
    } else if (keyword === 'TYPE') {
      if (name !== current) throw new Error(`${name} has a type alone`)
      setType(families.get(name), rest)
    } else {
      addSample(families.get(current), current, line)
    }
  }
  for (const [name, family] of families) checkFamily(name, family)
  return families
}

function addFamily(families: Map<string, Family>, name: string, help: string): void {
  if (families.has(name)) throw new Error(`${name} comes twice`)
  if (!metricName.test(name)) throw new Error(`${name} is no name`)
  families.set(name, { type: '', help, samples: [] })
}

function setType(family: Family | undefined, type: string): void {
  if (family === undefined || family.samples.length > 0) throw new Error('samples before a type')
  family.type = type
}

function addSample(family: Family | undefined, current: string, line: string): void {
  const [whole, name = '', labels = '', value = ''] = sampleLine.exec(line) ?? []
  if (whole === undefined || family === undefined) throw new Error(`unreadable: ${line}`)
  const suffixes = family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
  if (family.type === 'summary') suffixes.push('', '_sum', '_count')
  if (!suffixes.some((suffix) => name === current + suffix)) {
    throw new Error(`${name} stands among the samples of ${current}`)
  }
  const number = value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value)
  // Prometheus reads it in any case.
  if (Number.isNaN(number) && !/^nan$/i.test(value)) throw new Error(`no number: ${line}`)
  const sample = { name, labels: readLabels(labels), value: number }
  const key = JSON.stringify([name, Object.entries(sample.labels).sort()])
  if (family.samples.some((s) => JSON.stringify([s.name, Object.entries(s.labels).sort()]) === key))
    throw new Error(`twice: ${line}`)
  family.samples.push(sample)
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  labelPair.lastIndex = 0
  let end = 0
  while (end < text.length) {
    const found = labelPair.exec(text)
    if (found === null) throw new Error(`unreadable labels: ${text}`)
    const [, name = '', value = ''] = found
    if (name in labels || name.startsWith('__')) throw new Error(`bad label ${name}: ${text}`)
    labels[name] = value
    end = labelPair.lastIndex
  }
  return labels
}

function checkFamily(name: string, { type, help, samples }: Family): void {
  const bad = (reason: string) => new Error(`${name}: ${reason}`)
  if (!['counter', 'gauge', 'histogram', 'summary'].includes(type)) throw bad(`type ${type}`)
  if (help === '') throw bad('no help')
  if ((type === 'counter') !== name.endsWith('_total')) throw bad('_total is for counters')
  if (/_(milliseconds|ms|minutes|hours|kb|mb|percent)(_|$)/.test(name)) throw bad('no base unit')
  if (/_(count|sum|bucket)$/.test(name)) throw bad('a suffix of histograms')
  if (samples.some(({ value }) => type !== 'gauge' && value < 0)) throw bad('below 0')
  if (type === 'histogram') checkHistogram(samples, bad)
}

function checkHistogram(samples: ParsedSample[], bad: (reason: string) => Error): void {
  const series = Map.groupBy(samples, ({ labels: { le: _, ...labels } }) =>
    JSON.stringify(Object.entries(labels).sort()),
  )
  for (const each of series.values()) {
    const objection = objectionToSeries(each)
    if (objection !== null) throw bad(objection)
  }
}

function objectionToSeries(series: ParsedSample[]): string | null {
  const buckets = series.filter(({ name }) => name.endsWith('_bucket'))
  const bounds = buckets.map(({ labels }) => Number(labels.le?.replace('+Inf', 'Infinity')))
  const counts = buckets.map(({ value }) => value)
  if (bounds.some(Number.isNaN)) return 'a bucket has no bound'
  if (!isSorted(bounds) || new Set(bounds).size < bounds.length) return 'bounds do not rise'
  if (bounds.at(-1) !== Number.POSITIVE_INFINITY) return 'the last bucket is not +Inf'
  if (!isSorted(counts)) return 'buckets are not cumulative'
  const count = series.find(({ name }) => name.endsWith('_count'))?.value
  if (counts.at(-1) !== count) return 'the last bucket is not the count'
  return series.length === buckets.length + 2 ? null : 'no sum, or no count'
}

const isSorted = (numbers: number[]) =>
  numbers.every((number, index) => number >= (numbers[index - 1] ?? Number.NEGATIVE_INFINITY))
