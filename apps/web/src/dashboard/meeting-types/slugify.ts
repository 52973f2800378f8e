const marks = /\p{Diacritic}/gu

/** The end of a link made from a name: 'Café & Chat' gives 'cafe-chat'. Empty when nothing is left. */
export function slugify(name: string): string {
  return name
    .normalize('NFKD')
    .replace(marks, '')
    .replaceAll('ß', 'ss')
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}
