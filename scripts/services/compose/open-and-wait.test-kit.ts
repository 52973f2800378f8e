// Opens the services of a test run with the docker command that it is given, says so, and waits.
import { openTestServices } from '../open-test-services.ts'

const [docker = ''] = process.argv.slice(2)
const { redisUrl } = await openTestServices({ docker, env: {} })
console.log(redisUrl)
setInterval(() => {}, 1000)
