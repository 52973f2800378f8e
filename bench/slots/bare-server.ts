import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

// The least that Node can do: hands out a file, the same bytes that the product does.

const body = readFileSync(process.argv[2] ?? '', 'utf8')
const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }

const server = createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
})
