import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')
const composition = join(root, 'docker-compose.yml')
const changes = join(root, 'deploy/test-services.yml')

export type Project = {
  name: string
  /** Of docker, in front of what compose is to do. */
  args: string[]
  /** A value for every variable that docker-compose.yml must have. */
  env: Record<string, string>
}

/** The services of docker-compose.yml as tests have them, under a name and with passwords of their own. */
export function describeProject(): Project {
  const name = `rendez-test-${randomBytes(6).toString('hex')}`
  const files = [composition, changes].flatMap((file) => ['--file', file])
  // Not .env: what it says is the operator's.
  const args = ['compose', '--project-name', name, '--env-file', '/dev/null', ...files]
  // Compose wants all of them, those of services that are not started too.
  const needed = readFileSync(composition, 'utf8').matchAll(/\$\{(\w+):\?/g)
  const env = Object.fromEntries(
    [...needed].map(([, variable = '']) => [variable, randomBytes(24).toString('hex')]),
  )
  return { name, args, env }
}
