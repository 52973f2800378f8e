import { connect } from 'amqplib'
import type { Stage } from './scenario.ts'

type Connection = Awaited<ReturnType<typeof connect>>
type Channel = Awaited<ReturnType<Connection['createChannel']>>

/** Does this on a connection to the broker that no process of the product has. */
export async function tellBroker<Result>(
  { world }: Pick<Stage, 'world'>,
  what: (channel: Channel, connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await connect(world.rabbitmq.url)
  try {
    return await what(await connection.createChannel(), connection)
  } finally {
    await connection.close()
  }
}
