import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PageAssets } from '@rendez/web/page-model'
import { z } from 'zod'

/** The built pages of the guest and the files that they load in a browser. */
export type GuestBundle = typeof import('@rendez/web/render-page') & { assets: PageAssets }

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().default(false),
    css: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
  }),
)

// Of Inter's files the one that nearly every page needs; the others come when their letters do.
const usualFont = /inter-latin-wght-normal[\w.-]*\.woff2$/

/** Reads what Vite says it built. Addresses begin with a slash. */
export function readAssets(manifestJson: string): PageAssets {
  const manifest = manifestSchema.parse(JSON.parse(manifestJson))
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry)
  if (entry === undefined) throw new Error('the manifest of the guest pages names no entry')
  const address = (file: string) => `/${file}`
  return {
    script: address(entry.file),
    styles: entry.css.map(address),
    preloads: entry.imports.flatMap((name) => manifest[name]?.file ?? []).map(address),
    fonts: Object.values(manifest)
      .map(({ file }) => address(file))
      .filter((file) => usualFont.test(file)),
  }
}

/** Loads the built pages; null when they are not built, as in development before the first build. */
export async function loadGuestBundle(): Promise<GuestBundle | null> {
  const manifest = fileURLToPath(import.meta.resolve('@rendez/web/guest-manifest.json'))
  if (!existsSync(manifest)) return null
  const bundle = await import('@rendez/web/render-page')
  return { ...bundle, assets: readAssets(readFileSync(manifest, 'utf8')) }
}
