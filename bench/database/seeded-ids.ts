// Hosts have numbers; their ids follow from them, in JavaScript and in SQL alike.

/** The id of the host with a number from 0. */
export const hostId = (host: number): string => `00000000-0000-4000-8000-${inHex(host)}`

/** The id of the host's one meeting type. */
export const meetingTypeId = (host: number): string => `00000000-0000-4000-9000-${inHex(host)}`

/** The same as SQL; `host` is an expression for the number. */
export const hostIdSql = (host: string): string => idSql('8000', host)
export const meetingTypeIdSql = (host: string): string => idSql('9000', host)

const inHex = (host: number) => host.toString(16).padStart(12, '0')

function idSql(family: string, host: string): string {
  return `('00000000-0000-4000-${family}-' || lpad(to_hex(${host}), 12, '0'))::uuid`
}
