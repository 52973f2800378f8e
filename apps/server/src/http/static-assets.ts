import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'
import type { HttpEnv } from './http-env.ts'

const types: Partial<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const compressible = /^(text|image\/svg|application\/manifest)/

/** One built file, in memory, with what it weighs on the way. */
export type StaticFile = {
  text(): string
  /** Answers with it, compressed as the client can take it. */
  answer(c: Context<HttpEnv>, cacheControl: string): Promise<Response>
}

/** The files of a folder by their path below it: `/assets/main-3f2a.js`. None when it is not built. */
export function readStaticFiles(directory: string): Map<string, StaticFile> {
  if (!existsSync(directory)) return new Map()
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter(
    (entry) => entry.isFile() && types[extname(entry.name)] !== undefined,
  )
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      const path = file.slice(directory.length).replaceAll('\\', '/')
      return [path, staticFile(readFileSync(file), types[extname(name)] ?? '')]
    }),
  )
}

/** Serves the built files under /assets. The hash in their names lets them be kept for ever. */
export function serveAssets(files: Map<string, StaticFile>): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const file = files.get(c.req.path)
    if (file === undefined) return next()
    const isHashed = /-[\w-]{8,}\.\w+$/.test(c.req.path)
    return file.answer(c, isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
  }
}

type Bytes = Uint8Array<ArrayBuffer>
const brotliParameters = { [constants.BROTLI_PARAM_QUALITY]: 9 }
const shrink = {
  br: async (bytes: Bytes): Promise<Bytes> =>
    new Uint8Array(await promisify(brotliCompress)(bytes, { params: brotliParameters })),
  gzip: async (bytes: Bytes): Promise<Bytes> =>
    new Uint8Array(await promisify(gzip)(bytes, { level: 9 })),
}
type Encoding = keyof typeof shrink

function staticFile(bytes: Bytes, type: string): StaticFile {
  const etag = `"${createHash('sha1').update(bytes).digest('base64url')}"`
  const compressed = new Map<Encoding, Promise<Bytes>>()
  const compress = (encoding: Encoding) => {
    // The first who asks waits for it, once.
    const small = compressed.get(encoding) ?? shrink[encoding](bytes)
    compressed.set(encoding, small)
    return small
  }
  return {
    text: () => new TextDecoder().decode(bytes),
    answer: async (c, cacheControl) => {
      const headers = { ETag: etag, 'Cache-Control': cacheControl, Vary: 'Accept-Encoding' }
      if (c.req.header('If-None-Match')?.includes(etag)) return c.body(null, 304, headers)
      const encoding = compressible.test(type)
        ? chooseEncoding(c.req.header('Accept-Encoding'))
        : null
      const body = encoding === null ? bytes : await compress(encoding)
      return c.body(body, 200, {
        ...headers,
        'Content-Type': type,
        ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
      })
    },
  }
}

function chooseEncoding(accepted = ''): Encoding | null {
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted) ? 'gzip' : null
}
