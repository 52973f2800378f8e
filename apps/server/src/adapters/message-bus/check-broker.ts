import type { ChannelModel } from 'amqplib'
import { connectOnce, explainRefusal, isAway } from './connect-to-broker.ts'
import { declareExchanges, type Topology } from './rabbitmq-topology.ts'
import { withinDeadline } from './within-deadline.ts'

/**
 * Whether the broker is there; its exchanges are then there too.
 *
 * @param handshakeMs how long it may be silent before that
 * @param answerMs how long it may take to make them
 * @throws BrokerRefusal when it is there and cannot be used as the settings say
 */
export async function checkBroker(
  url: string,
  topology: Topology,
  { answerMs, handshakeMs }: { answerMs: number; handshakeMs: number },
): Promise<boolean> {
  try {
    const model = await connectOnce(url, handshakeMs)
    try {
      await withinDeadline(makeExchanges(model, topology), answerMs).catch((error) => {
        throw explainRefusal(url, error)
      })
    } finally {
      await model.close().catch(() => {})
    }
    return true
  } catch (error) {
    if (isAway(error)) return false
    throw error
  }
}

async function makeExchanges(model: ChannelModel, topology: Topology): Promise<void> {
  const channel = await model.createChannel()
  channel.on('error', () => {})
  await declareExchanges(channel, topology)
}
