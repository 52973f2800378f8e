import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { portOf } from '../../scripts/services/free-ports.ts'
import { type Line, startLine } from './start-line.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A service that says everything back, at the end of a line, and somebody who speaks to it. */
async function speakThroughLine(): Promise<{ line: Line; socket: Socket; heard: () => string }> {
  const echo = createServer((socket) => socket.on('error', () => {}).pipe(socket))
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
  const line = await startLine(portOf(echo))
  const socket = connect(line.port, '127.0.0.1')
  await once(socket, 'connect')
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk
  })
  socket.on('error', () => {})
  closers.push(
    () => echo.close(),
    () => line.close(),
    () => socket.destroy(),
  )
  return { line, socket, heard: () => heard }
}

test('nothing overtakes what is late', async () => {
  const { line, socket, heard } = await speakThroughLine()
  socket.write('one ')
  await expect.poll(heard).toBe('one ')
  await line.setMode('slow')
  let seen = 0
  line.tap((direction, chunk) => {
    if (direction === 'sent') seen += chunk.length
    return chunk.length
  })
  socket.write('two ')
  await expect.poll(() => seen).toBe(4)
  await line.setMode('carry')
  socket.write('three')
  await expect.poll(heard).toBe('one two three')
})

test('a stalled line carries nothing and ends nothing, and goes on afterwards', async () => {
  const { line, socket, heard } = await speakThroughLine()
  await line.setMode('stall')
  socket.write('waiting')
  const second = connect(line.port, '127.0.0.1')
  await once(second, 'connect')
  closers.push(() => second.destroy())
  expect([heard(), socket.destroyed]).toEqual(['', false])
  await line.setMode('carry')
  await expect.poll(heard).toBe('waiting')
})

test('a line that refuses ends its connections, and nobody listens until it carries again', async () => {
  const { line, socket } = await speakThroughLine()
  const closed = once(socket, 'close')
  await line.setMode('refuse')
  await closed
  const refused = connect(line.port, '127.0.0.1')
  const [error] = await once(refused, 'error')
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  await line.setMode('carry')
  const again = connect(line.port, '127.0.0.1')
  await once(again, 'connect')
  again.destroy()
})

test('a tap holds back what it is told to, until it is taken off', async () => {
  const { line, socket, heard } = await speakThroughLine()
  line.tap((direction, chunk) => (direction === 'sent' ? 3 : chunk.length))
  socket.write('abcdef')
  await expect.poll(heard).toBe('abc')
  line.tap(null)
  await expect.poll(heard).toBe('abcdef')
})
