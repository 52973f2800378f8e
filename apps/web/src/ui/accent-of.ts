import { contrast, type Oklch, readHex, writeHex } from './oklch.ts'

/** A little above 4.5, for rounding. */
const enough = 4.6
const step = 0.01

/** The colour nearest to `color` in lightness, going one way, that can be read on a ground. */
function readable(color: Oklch, ground: string, direction: 1 | -1): string {
  let { lightness } = color
  let hex = writeHex(color)
  while (contrast(hex, ground) < enough && lightness > 0 && lightness < 1) {
    lightness += direction * step
    hex = writeHex({ ...color, lightness })
  }
  return hex
}

/**
 * A host's colour ('#rrggbb') as the accent of their page: the tokens of tokens.css that depend on
 * it, as a style sheet, each as near to the colour as 4.5:1 allows in light and in dark.
 */
export function accentOf(color: string): string {
  const base = readHex(color)
  const shade = (lightness: number, chroma: number) =>
    writeHex({ ...base, lightness, chroma: Math.min(base.chroma, chroma) })
  const vivid = (lightness: number) => ({ ...base, lightness, chroma: Math.min(base.chroma, 0.22) })

  const accent = readable(vivid(Math.min(base.lightness, 0.62)), '#ffffff', -1)
  const hover = writeHex({ ...readHex(accent), lightness: readHex(accent).lightness - 0.06 })
  const softInLight = shade(0.962, 0.022)
  const softInDark = shade(0.27, 0.055)
  const hoverInLight = shade(0.93, 0.04)
  const hoverInDark = shade(0.32, 0.07)
  const inkInLight = readable(vivid(0.5), hoverInLight, -1)
  const inkInDark = readable({ ...vivid(0.8), chroma: Math.min(base.chroma, 0.13) }, hoverInDark, 1)

  const tokens = {
    accent,
    'accent-hover': hover,
    'accent-ink': `light-dark(${inkInLight}, ${inkInDark})`,
    'accent-soft': `light-dark(${softInLight}, ${softInDark})`,
    'accent-soft-hover': `light-dark(${hoverInLight}, ${hoverInDark})`,
    focus: `light-dark(${accent}, ${inkInDark})`,
  }
  const declarations = Object.entries(tokens).map(([name, value]) => `--${name}:${value}`)
  return `:root{${declarations.join(';')}}`
}
