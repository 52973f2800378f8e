import type { JsonSchema } from './openapi-types.ts'

/** One field of a schema, for people: `host.timeZone`, `slots[].startTime`. */
export type SchemaRow = { path: string; type: string; required: boolean; description: string }

/** The fields of a schema and of what lies inside it, in the order of the schema. */
export function schemaRows(schema: JsonSchema, prefix = ''): SchemaRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property === 'boolean') return []
    const path = `${prefix}${name}`
    const required = schema.required?.includes(name) ?? false
    const row = {
      path,
      required,
      type: typeName(property),
      description: property.description ?? '',
    }
    return [row, ...rowsInside(property, path)]
  })
}

/** `string, date-time`, `one of "a", "b"`, `list of objects`. */
export function typeName(schema: JsonSchema): string {
  const choices = alternatives(schema)
  if (choices.length > 0) return [...new Set(choices.map(typeName))].join(' or ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) {
    return schema.enum.length > 6
      ? 'string'
      : schema.enum.map((v) => JSON.stringify(v)).join(' or ')
  }
  const items = itemsOf(schema)
  if (items !== undefined) return `list of ${typeName(items)}s`
  const limit = schema.maxLength === undefined ? '' : `, at most ${schema.maxLength} characters`
  return `${schema.type ?? 'anything'}${schema.format ? `, ${schema.format}` : ''}${limit}`
}

function rowsInside(schema: JsonSchema, path: string): SchemaRow[] {
  const items = itemsOf(schema)
  if (items !== undefined) return schemaRows(items, `${path}[].`)
  const choices = alternatives(schema)
  const rows = (choices.length === 0 ? [schema] : choices).flatMap((each) =>
    schemaRows(each, `${path}.`).map((row) => ({
      ...row,
      required: row.required && choices.length < 2,
    })),
  )
  return mergeByPath(rows)
}

/** The choices of a union name some fields alike, such as the one that tells them apart. */
function mergeByPath(rows: SchemaRow[]): SchemaRow[] {
  const groups = Map.groupBy(rows, (row) => row.path)
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const types = new Set([first, ...others].map((row) => row.type))
    return [{ ...first, type: [...types].join(' or ') }]
  })
}

const alternatives = (schema: JsonSchema): JsonSchema[] => schema.oneOf ?? schema.anyOf ?? []

function itemsOf({ items }: JsonSchema): JsonSchema | undefined {
  return typeof items === 'object' && !Array.isArray(items) ? items : undefined
}
