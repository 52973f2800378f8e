import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { curlExample } from './curl-example.ts'
import { openApiPageCss } from './openapi-page-css.ts'
import type { JsonSchema, OpenApiDocument, Operation } from './openapi-types.ts'
import { type SchemaRow, schemaRows, typeName } from './schema-rows.ts'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>
type Listed = { path: string; method: string; operation: Operation }

/**
 * The OpenAPI document as a page for people: no script, and nothing from another host.
 *
 * @param publicUrl where the examples call
 */
export function openApiPage(document: OpenApiDocument, publicUrl: string): Html {
  const operations = listOperations(document)
  const { title, description } = document.info
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(openApiPageCss)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<div class="frame">
<nav aria-label="Operations"><a class="brand" href="/">Rendez</a>${navigation(operations)}</nav>
<main id="content">
<h1>${title}</h1>
<p class="lead">${withCode(description.replaceAll(/(?<!\n)\n(?!\n)/g, ' '))}</p>
<p>Addresses start with <code>${publicUrl}/api</code>. For programs, the same as
<a href="/api/openapi.json">OpenAPI document</a>.</p>
${operations.map((each) => operationSection(each, document, publicUrl))}
${errorSection(document)}
</main>
</div>
</body>
</html>`
}

function listOperations({ paths }: OpenApiDocument): Listed[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation === undefined ? [] : [{ path, method, operation }],
    ),
  )
}

function navigation(operations: Listed[]): Html[] {
  const groups = Object.entries(
    Object.groupBy(operations, ({ operation }) => operation.tags[0] ?? ''),
  )
  return groups.map(
    ([tag, group = []]) =>
      html`<h2>${tag}</h2><ul>${group.map(
        ({ operation }) =>
          html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`,
      )}</ul>`,
  )
}

function operationSection(
  { path, method, operation }: Listed,
  document: OpenApiDocument,
  publicUrl: string,
): Html {
  const body = resolve(operation.requestBody?.content['application/json']?.schema, document)
  const bodyRows = schemaRows(body)
  const neededFields = bodyRows.filter((row) => row.required || method === 'delete')
  const example = curlExample(
    `${publicUrl}/api${path}`,
    method,
    operation,
    neededFields.map((row) => row.path),
  )
  return html`<section id="${operation.operationId}" aria-labelledby="${operation.operationId}-title">
<h2 id="${operation.operationId}-title">${operation.summary}</h2>
<p class="route"><span class="method">${method.toUpperCase()}</span>/api${path}</p>
${operation.description === undefined ? '' : html`<p>${withCode(operation.description)}</p>`}
${parameterTable(operation)}
${fieldTable('Body', bodyRows)}
<h3>Example</h3>
<pre><code>${example}</code></pre>
${answers(operation, document)}
</section>`
}

function parameterTable({ parameters }: Operation): Html | '' {
  const rows = parameters.map(({ name, in: place, required, description = '', schema }) => ({
    path: name,
    type: place === 'query' ? typeName(schema) : `${typeName(schema)}, in the ${place}`,
    required,
    description,
  }))
  return fieldTable('Parameters', rows)
}

function answers({ responses }: Operation, document: OpenApiDocument): Html {
  const done = Object.entries(responses).find(([status]) => status.startsWith('2'))
  const [status = '', response] = done ?? []
  const schema = resolve(response?.content?.['application/json']?.schema, document)
  const refusals = Object.entries(responses).filter(([each]) => !each.startsWith('2'))
  return html`${fieldTable(`Answer ${status}`, schemaRows(schema))}
<h3>Refusals</h3>
<table class="statuses"><thead><tr><th scope="col">Status</th><th scope="col">Code</th></tr></thead>
<tbody>${refusals.map(
    ([each, { description }]) =>
      html`<tr><th scope="row">${each}</th><td>${description
        .split('\n\n')
        .map((line) => html`<p>${withCode(line)}</p>`)}</td></tr>`,
  )}</tbody></table>`
}

function errorSection(document: OpenApiDocument): Html {
  return html`<section id="errors" aria-labelledby="errors-title">
<h2 id="errors-title">What a refusal says</h2>
${fieldTable('Body', schemaRows(resolve({ $ref: '#/components/schemas/Error' }, document)))}
</section>`
}

function fieldTable(title: string, rows: SchemaRow[]): Html | '' {
  if (rows.length === 0) return ''
  return html`<h3>${title}</h3>
<table>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows.map(
    ({ path, type, required, description }) => html`<tr><th scope="row"><code>${path}</code></th>
<td>${type}${required ? '' : html` <span class="muted">(optional)</span>`}</td>
<td>${withCode(description)}</td></tr>`,
  )}</tbody></table>`
}

function resolve(schema: JsonSchema | undefined, { components }: OpenApiDocument): JsonSchema {
  const name = schema?.$ref?.split('/').at(-1)
  return (name === undefined ? schema : components.schemas[name]) ?? {}
}

/** Text with `code` in backticks. */
function withCode(text: string): Html[] {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
}
