import type { Operation } from './openapi-types.ts'

const id = '018f6e9c-0000-7000-8000-000000000000'

// Values that look like the real ones, by the name of the field.
const values: Partial<Record<string, string>> = {
  id,
  meeting_type_id: id,
  meetingTypeId: id,
  username: 'demo',
  slug: 'intro',
  from: '2027-03-01T00:00:00Z',
  to: '2027-03-08T00:00:00Z',
  timezone: 'Europe/Paris',
  start_time: '2027-03-02T09:00:00Z',
  startTime: '2027-03-02T09:00:00Z',
  inviteeName: 'Ada Lovelace',
  inviteeEmail: 'ada@example.com',
  inviteeTimeZone: 'Europe/London',
  reason: 'I fell ill.',
  'X-Manage-Token': '$TOKEN',
  'X-Hold-Token': '$TOKEN',
  'X-Idempotency-Key': '$(uuidgen)',
}

/** A command that performs an operation, to copy into a terminal. */
export function curlExample(
  address: string,
  method: string,
  operation: Operation,
  bodyFields: string[],
): string {
  const given = operation.parameters.map(({ name, in: place }) => ({
    place,
    name,
    value: values[name] ?? '',
  }))
  const path = given
    .filter(({ place }) => place === 'path')
    .reduce((text, { name, value }) => text.replace(`{${name}}`, value), address)
  const query = given
    .filter(({ place }) => place === 'query')
    .map(({ name, value }) => `${name}=${value}`)
  const url = `'${[path, query.join('&')].filter(Boolean).join('?')}'`
  const headers = given
    .filter(({ place }) => place === 'header')
    .map(({ name, value }) => `-H "${name}: ${value}"`)
  const fields = Object.fromEntries(bodyFields.map((name) => [name, values[name]]))
  const body =
    operation.requestBody === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(fields)}'`]
  const verb = method === 'get' ? [] : [`-X ${method.toUpperCase()}`]
  return ['curl', ...verb, url, ...headers, ...body].join(' \\\n  ').replace(' \\\n  ', ' ')
}
