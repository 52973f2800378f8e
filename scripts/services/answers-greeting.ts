import { connect } from 'node:net'

export type Greeting = {
  /** Of the loopback interface. */
  port: number
  greeting: string
  /** How the answer begins, both in latin1. */
  answer: string
}

/** Whether a server answers a greeting as its protocol does, within a second. */
export function answersGreeting({ port, greeting, answer }: Greeting): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 })
    const finish = (result: boolean) => {
      socket.destroy()
      resolve(result)
    }
    socket.once('connect', () => socket.write(greeting, 'latin1'))
    socket.once('data', (data) => finish(data.toString('latin1').startsWith(answer)))
    for (const end of ['error', 'close', 'timeout']) socket.once(end, () => finish(false))
  })
}
