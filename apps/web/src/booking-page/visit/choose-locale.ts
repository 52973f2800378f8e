/**
 * The locale for dates and numbers, from an Accept-Language header: the first language wanted that
 * Intl knows. British English where there is none, for it reads unambiguously everywhere.
 */
export function chooseLocale(acceptLanguage: string): string {
  const wanted = acceptLanguage
    .split(',')
    .slice(0, 20)
    .map((entry, index) => {
      const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim())
      const weight = parameters.find((part) => part.startsWith('q='))
      return { tag, index, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight || left.index - right.index)
  return wanted.map(({ tag }) => supported(tag)).find((locale) => locale !== null) ?? 'en-GB'
}

function supported(tag: string): string | null {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? null
  } catch {
    return null
  }
}
