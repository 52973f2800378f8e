import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestHttp, type TestHttp } from './http.test-kit.ts'

// Packs, installs and compiles, on machines that may have much else to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const packageDirectory = resolve(import.meta.dirname, '../../../../packages/client')
const typescript = createRequire(join(packageDirectory, 'package.json')).resolve(
  'typescript/package.json',
)

let http: TestHttp
let project: string

// A project of somebody else: nothing of this repository is above it.
beforeAll(async () => {
  http = await startTestHttp()
  project = mkdtempSync(join(tmpdir(), 'another project '))
  const packed = join(project, 'packed')
  mkdirSync(packed)
  pnpm(packageDirectory, 'pack', '--pack-destination', packed)
  const [tarball] = readdirSync(packed)
  write('package.json', {
    private: true,
    type: 'module',
    dependencies: { '@rendez/client': `file:packed/${tarball}` },
  })
  pnpm(project, 'install', '--prefer-offline', '--ignore-scripts')
})
afterAll(async () => {
  rmSync(project, { recursive: true, force: true })
  await http.close()
})

function pnpm(directory: string, ...args: string[]): void {
  execFileSync('pnpm', args, { cwd: directory, stdio: 'pipe' })
}

function write(file: string, content: string | object): void {
  writeFileSync(
    join(project, file),
    typeof content === 'string' ? content : JSON.stringify(content),
  )
}

const settings = {
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
}

/** What the compiler says to a file and to the declarations of the client, a line for each error. */
function compile(file: string, resolution: keyof typeof settings): string[] {
  write('tsconfig.json', {
    compilerOptions: {
      ...settings[resolution],
      target: 'es2023',
      lib: ['es2023', 'dom'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      outDir: 'compiled',
    },
    files: [file],
  })
  const compiler = join(dirname(typescript), 'bin', 'tsc')
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' })
  // tRPC's own declarations want Node's types and a newer lib, which this project leaves out.
  return stdout.split('\n').filter((line) => line !== '' && !line.includes('node_modules/@trpc/'))
}

const readme = readFileSync(join(packageDirectory, 'README.md'), 'utf8')
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code)

test('what is installed names nothing of this repository', () => {
  const installed = join(project, 'node_modules/@rendez/client')
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  expect(Object.keys(manifest.dependencies).sort()).toEqual(['@trpc/client', '@trpc/server'])
  const files = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' })
  const texts = files
    .filter((file) => /\.(js|ts)$/.test(file))
    .map((file) => readFileSync(join(installed, 'dist', file), 'utf8'))
  expect(texts.length).toBeGreaterThan(5)
  for (const text of texts) expect(text).not.toMatch(/@rendez\/|workspace:|from ['"]zod|\.ts['"]/)
})

describe.each(['nodenext', 'bundler'] as const)('with %s resolution', (resolution) => {
  test('the examples of its README compile', () => {
    expect(examples).toHaveLength(3)
    for (const [index, code] of examples.entries()) {
      write(`example-${index}.ts`, code)
      expect(compile(`example-${index}.ts`, resolution)).toEqual([])
    }
  })

  test('mistakes do not', () => {
    write(
      'mistakes.ts',
      `import { createRendezClient, errorBody, type Outputs } from '@rendez/client'
      const rendez = createRendezClient({ url: 'http://localhost' })
      rendez.bookings.create.mutate({ meetingTypeId: '1', startTime: '', inviteeName: '', inviteeEmail: '', timezone: '' })
      rendez.bookings.remove.mutate({ id: '1' })
      rendez.availability.slots.mutate({ meetingTypeId: '1', from: '', to: '' })
      errorBody(new Error()).code === 'SLOT_GONE'
      export const reason = (booking: Outputs['bookings']['get']): string => booking.reason`,
    )
    const lines = compile('mistakes.ts', resolution).map(
      (line) => /mistakes\.ts\((\d+),\d+\): error TS(\d+)/.exec(line) ?? [],
    )
    expect(lines.map(([, line, code]) => `${line}: TS${code}`)).toEqual([
      '3: TS2353',
      '4: TS2339',
      '5: TS2339',
      '6: TS2367',
      '7: TS2339',
    ])
  })
})

test('what it compiles to books, and cancels, on a running server', async () => {
  const { username } = await http.offer({ slug: 'intro' })
  http.clock.set(new Date().toISOString())
  for (const [index, code] of examples.entries()) {
    write(`example-${index}.ts`, code)
    compile(`example-${index}.ts`, 'nodenext')
  }
  write(
    'compiled/run.js',
    `import { createRendezClient, errorBody } from '@rendez/client'
    import { bookFirstSlot } from './example-0.js'
    import { cancelBooking } from './example-1.js'
    const [url, username] = process.argv.slice(2)
    const booking = await bookFirstSlot(url, username, 'intro')
    const cancelled = await cancelBooking(url, booking.id, booking.manageToken)
    const refusal = await createRendezClient({ url }).bookings.get.query({ id: booking.id }).catch(errorBody)
    const nobody = await createRendezClient({ url: 'http://127.0.0.1:1' }).hosts.profile.query().catch(errorBody)
    console.log(JSON.stringify({ booking, cancelled, refusal, nobody }))`,
  )
  const args = [join(project, 'compiled/run.js'), http.url, username]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({
    booking: { status: 'confirmed', inviteeName: 'Ada Lovelace', host: { username } },
    cancelled: {
      status: 'cancelled',
      cancellation: { by: 'invitee', reason: 'Something came up.' },
    },
    refusal: { code: 'UNAUTHENTICATED', retryable: false },
    nobody: { code: 'SERVICE_UNAVAILABLE', retryable: true },
  })
})
