// Does as docker with compose does for the services of tests, with programs in the place of containers:
// the arguments are its folder, what is wrong with it, and those of docker.
import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { freePorts } from '../free-ports.ts'
import { findRedis } from '../start-redis.ts'

const [home = '', fault = '', ...args] = process.argv.slice(2)
appendFileSync(join(home, 'calls'), `${JSON.stringify(args)}\n`)

const fail = (message: string): never => {
  console.error(`a warning\n${message}`)
  process.exit(1)
}

const documentSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      command: z.array(z.string()).default([]),
      ports: z.array(z.string()).default([]),
      networks: z.array(z.string()).default([]),
    }),
  ),
  networks: z
    .record(z.string(), z.object({ internal: z.boolean().default(false) }).prefault({}))
    .default({}),
})

/** As the specification of Compose says: every variable is looked up, whatever is started. */
function interpolate(text: string): string {
  return text.replaceAll(/\$\{(\w+)(:[?-])([^}]*)\}/g, (_, name, kind, fallback) => {
    const value = process.env[name] || (kind === ':-' ? fallback : undefined)
    return value ?? fail(`required variable ${name} is missing a value`)
  })
}

const valuesOf = (option: string) =>
  args.flatMap((word, index) => (word === option ? [args[index + 1] ?? ''] : []))
const [projectName = ''] = valuesOf('--project-name')
const project = join(home, projectName)

/** Both files as one: lists of the second are added to those of the first, but not commands. */
function readService(name: string) {
  const [base, changes] = valuesOf('--file').map((file) =>
    documentSchema.parse(parse(interpolate(readFileSync(file, 'utf8')), { merge: true })),
  )
  const [first, second] = [base?.services[name], changes?.services[name]]
  const networks = [...(first?.networks ?? []), ...(second?.networks ?? [])]
  const isOpen = networks.some((network) => base?.networks[network]?.internal === false)
  const ports = isOpen ? [...(first?.ports ?? []), ...(second?.ports ?? [])] : []
  return { command: first?.command ?? [], ports }
}

const broker = `require('node:net').createServer((socket) => socket.on('data', () => socket.write('\\x01')))
  .listen(Number(process.argv[1]), '127.0.0.1')`

async function up(name: string): Promise<void> {
  const { command, ports } = readService(name)
  if (fault === `no ${name}`) fail(`container ${projectName}-${name}-1 is unhealthy`)
  const [host] = (ports[0] ?? '').split('::')
  const [port = 0] = await freePorts(1)
  const own = ['--port', String(port), '--bind', host ?? '', '--dir', project]
  const [program, words] =
    name === 'valkey'
      ? [await findRedis(), [...command.slice(1), ...own]]
      : [process.execPath, ['-e', broker, String(port)]]
  const child = spawn(program, words, { detached: true, stdio: 'ignore' })
  child.unref()
  writeFileSync(join(project, name), JSON.stringify({ host, port, pid: child.pid }))
  writeFileSync(join(home, 'pids'), `${child.pid}\n`, { flag: 'a' })
}

const stateSchema = z.object({ host: z.string(), port: z.number(), pid: z.number() })
const readState = (name: string) =>
  stateSchema.parse(JSON.parse(readFileSync(join(project, name), 'utf8')))

const verbs: Record<string, (names: string[]) => Promise<void> | void> = {
  'up --no-start': (names) => {
    for (const name of names) readService(name)
    if (fault === 'no image') fail('manifest unknown')
    mkdirSync(project)
  },
  'up --wait': async (names) => {
    for (const name of names) await up(name)
  },
  'port valkey': () => tellPort('valkey'),
  'port rabbitmq': () => tellPort('rabbitmq'),
  'down --volumes': () => {
    const started = ['valkey', 'rabbitmq'].filter((name) => existsSync(join(project, name)))
    for (const name of started) process.kill(readState(name).pid, 'SIGKILL')
    rmSync(project, { recursive: true, force: true })
  },
}

function tellPort(name: string): void {
  const { host, port } = readState(name)
  console.log(`${host}:${port}`)
}

function tellEngine(): void {
  if (fault === 'silence') setInterval(() => {}, 1000)
  else if (fault === 'no engine') fail('Cannot connect to the Docker daemon')
  else console.log(fault === 'old and no engine' ? '' : '28.2.2')
}

const [first, second] = args
if (first === 'info') tellEngine()
else if (fault === 'no compose') fail(`'${first}' is not a docker command`)
else if (second === 'version') console.log('Docker Compose version v2.36.2')
else {
  const [verb, option, ...names] = args.slice(args.lastIndexOf('--file') + 2)
  const run = verbs[`${verb} ${option}`] ?? (() => fail(`unknown: ${verb} ${option}`))
  await run(names)
}
