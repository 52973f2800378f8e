import { Agent, request } from 'node:http'
import { json } from 'node:stream/consumers'
import type { Attempt } from './attempts.ts'
import { bookingRequest } from './booking-request.ts'

// Connections stay open, as a proxy keeps them.
const agent = new Agent({ keepAlive: true })

/** Books by POST /api/bookings; answers whether the time was free. */
export async function bookByHttp(serverUrl: string, attempt: Attempt): Promise<boolean> {
  const { status, answer } = await post(`${serverUrl}/api/bookings`, bookingRequest(attempt))
  if (status === 201 || status === 409) return status === 201
  throw new Error(`POST /api/bookings answered ${status}: ${JSON.stringify(answer)}`)
}

function post(url: string, body: object): Promise<{ status: number; answer: unknown }> {
  const text = JSON.stringify(body)
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  }
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent, headers }, (response) => {
      const status = response.statusCode ?? 0
      json(response).then((answer) => resolve({ status, answer }), reject)
    })
      .once('error', reject)
      .end(text)
  })
}
