import { findProgram } from './find-program.ts'

/** @throws Error that says what to do when there is none and it cannot be installed */
export const findNginx = (): Promise<string> =>
  findProgram({
    name: 'nginx',
    // Seldom on the PATH of who is not root.
    patterns: ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'],
    debianPackage: 'nginx-light',
  })
