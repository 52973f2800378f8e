import type { Random } from '../random.ts'
import type { World } from '../world/open-world.ts'
import type { Lines, ServerNode } from '../world/server-node.ts'
import type { LineMode } from '../world/start-line.ts'
import type { Begun, Fault } from './fault.ts'

/** What befalls one process of the product, or its lines. */
export const processFaults = {
  'kill-server': onProcess(6, [300, 4_000], pickServer, killAndStart),
  'kill-worker': onProcess(3, [300, 4_000], ({ worker }) => worker, killAndStart),
  'restart-server': onProcess(2, [0, 1_000], pickServer, stopAndStart),
  'pause-server': onProcess(4, [500, 12_000], pickServer, pauseAndResume),
  'pause-worker': onProcess(2, [500, 12_000], ({ worker }) => worker, pauseAndResume),
  'cut-postgres': onLine('postgres', 'refuse', 3),
  'cut-redis': onLine('redis', 'refuse', 2),
  'cut-rabbitmq': onLine('rabbitmq', 'refuse', 2),
  'stall-postgres': onLine('postgres', 'stall', 3),
  'stall-redis': onLine('redis', 'stall', 2),
  'stall-rabbitmq': onLine('rabbitmq', 'stall', 2),
  'slow-postgres': onLine('postgres', 'slow', 1),
} satisfies Record<string, Fault>

function pickServer({ servers }: World, random: Random): ServerNode {
  return random.pick(servers)
}

function onProcess(
  weight: number,
  lasts: Fault['lasts'],
  pick: (world: World, random: Random) => ServerNode,
  harm: (node: ServerNode) => Promise<() => Promise<void>>,
): Fault {
  return {
    lane: 'process',
    weight,
    lasts,
    begin: async (world, random): Promise<Begun> => {
      const node = pick(world, random)
      return { target: node.name, end: await harm(node) }
    },
  }
}

async function killAndStart(node: ServerNode): Promise<() => Promise<void>> {
  node.kill()
  return () => node.start()
}

async function stopAndStart(node: ServerNode): Promise<() => Promise<void>> {
  await node.stop()
  return () => node.start()
}

async function pauseAndResume(node: ServerNode): Promise<() => Promise<void>> {
  node.pause()
  return async () => node.resume()
}

function onLine(service: keyof Lines, mode: LineMode, weight: number): Fault {
  return {
    lane: 'process',
    weight,
    lasts: [500, 12_000],
    begin: async (world, random) => {
      const node = random.pick([...world.servers, world.worker])
      const line = node.lines[service]
      await line.setMode(mode)
      return { target: `${node.name} to ${service}`, end: () => line.setMode('carry') }
    },
  }
}
