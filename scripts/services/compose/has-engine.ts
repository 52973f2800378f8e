import { runDocker } from './run-docker.ts'

const PATIENCE_SECONDS = 5

/** Whether docker is there, knows compose, and has an engine that answers soon. */
export async function hasEngine(docker: string): Promise<boolean> {
  try {
    await runDocker({ docker, args: ['compose', 'version'], seconds: PATIENCE_SECONDS })
    const args = ['info', '--format', '{{.ServerVersion}}']
    const version = await runDocker({ docker, args, seconds: PATIENCE_SECONDS })
    // Older ones do not count it as a failure that there is no engine.
    return version.trim() !== ''
  } catch {
    return false
  }
}
