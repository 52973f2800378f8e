const units = [
  { name: 'week', minutes: 60 * 24 * 7 },
  { name: 'day', minutes: 60 * 24 },
  { name: 'hour', minutes: 60 },
] as const

/** A span as people say it, in the largest unit that fits: '1 day', '90 minutes', '2 weeks'. */
export function saySpan(minutes: number): string {
  const unit = units.find((candidate) => minutes > 0 && minutes % candidate.minutes === 0)
  const [amount, name] =
    unit === undefined ? [minutes, 'minute'] : [minutes / unit.minutes, unit.name]
  return `${amount} ${name}${amount === 1 ? '' : 's'}`
}
