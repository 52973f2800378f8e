/** Set by us alone: where better-auth finds the address that its limits count by. */
export const clientAddressHeader = 'x-rendez-client-address'

const kept = [
  'accept-language',
  'cookie',
  'origin',
  'sec-fetch-mode',
  'sec-fetch-site',
  'user-agent',
]

/** A validated request as better-auth gets it: nothing passes that was not looked at. */
export function forwardRequest(
  request: Request,
  to: {
    path: string
    body: object | undefined
    clientAddress: string | undefined
    publicUrl: string
  },
): Request {
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const name of kept) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  if (isFromOurPage(request.headers)) headers.set('origin', to.publicUrl)
  if (to.clientAddress !== undefined) headers.set(clientAddressHeader, to.clientAddress)
  return new Request(new URL(`/api/auth${to.path}`, request.url), {
    method: request.method,
    headers,
    body: to.body === undefined ? null : JSON.stringify(to.body),
  })
}

// A browser says so where it can; what sends neither header is no browser, so nobody else's cookie can
// be in it.
function isFromOurPage(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  return site === null ? !headers.has('origin') : site === 'same-origin' || site === 'none'
}
