import { Transform, type TransformCallback } from 'node:stream'

const NEW_LINE = 10
const PIECE_BYTES = 65_536

/**
 * Counts the rows of COPY's text as they pass: a line break inside of a value is written otherwise. The
 * driver hands on each row by itself; here they are gathered, which saves what comes after most of its work.
 */
export class RowCounter extends Transform {
  rows = 0
  #gathered: Buffer[] = []
  #bytes = 0

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    for (let at = chunk.indexOf(NEW_LINE); at !== -1; at = chunk.indexOf(NEW_LINE, at + 1)) {
      this.rows += 1
    }
    this.#gathered.push(chunk)
    this.#bytes += chunk.length
    if (this.#bytes >= PIECE_BYTES) this.#passOn()
    done()
  }

  override _flush(done: TransformCallback): void {
    this.#passOn()
    done()
  }

  #passOn(): void {
    if (this.#bytes === 0) return
    this.push(Buffer.concat(this.#gathered))
    this.#gathered = []
    this.#bytes = 0
  }
}
