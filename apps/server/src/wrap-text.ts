/** Lines of whole words, each shorter than `width` where its words are. */
export function wrapText(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`.trimStart()
    else lines.push(word)
  }
  return lines
}
