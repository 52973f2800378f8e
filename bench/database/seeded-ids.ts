import { createHash } from 'node:crypto'

// Hosts have numbers, and their ids follow from them, in JavaScript and in SQL alike. They are as far
// apart as real ones: ids in a row are one point to an index that measures distances.

/** The id of the host with a number from 0. */
export const hostId = (host: number): string => toUuid(`host ${host}`)

/** The id of the host's one meeting type. */
export const meetingTypeId = (host: number): string => toUuid(`meeting type ${host}`)

/** The same as SQL; `host` is an expression for the number. */
export const hostIdSql = (host: string): string => uuidSql(`'host ' || ${host}`)
export const meetingTypeIdSql = (host: string): string => uuidSql(`'meeting type ' || ${host}`)

// With the marks of a random one: version 4, variant 8.
function toUuid(name: string): string {
  const hex = createHash('md5').update(name).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}

function uuidSql(name: string): string {
  return `overlay(overlay(md5(${name}) placing '4' from 13) placing '8' from 17)::uuid`
}
