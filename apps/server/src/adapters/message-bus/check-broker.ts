import { connectOnce, explainRefusal, isAway } from './connect-to-broker.ts'
import { declareExchanges, type Topology } from './rabbitmq-topology.ts'

/**
 * Whether the broker is there; its exchanges are then there too.
 *
 * @throws BrokerRefusal when it is there and cannot be used as the settings say
 */
export async function checkBroker(url: string, topology: Topology): Promise<boolean> {
  try {
    const model = await connectOnce(url)
    try {
      const channel = await model.createChannel()
      channel.on('error', () => {})
      await declareExchanges(channel, topology).catch((error) => {
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
