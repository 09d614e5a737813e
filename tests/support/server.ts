import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface RunningServer {
  /** its address, ending in `/` */
  url: string
  port: number
  stop: () => Promise<void>
}

/**
 * Starts a server with Node and waits until it answers.
 *
 * @param command the script and its arguments, for the port it is to listen on
 * @param options how it is started
 * @param options.root the folder it is started in
 * @param options.path where it answers, for example `/talk/`
 * @param options.port a port it had before; by default a free one
 * @throws with what the server said, if it ends before it answers or does not within two minutes
 */
export async function startServer(command: (port: number) => string[], { root, path = '/', port: asked }: { root: string, path?: string, port?: number }): Promise<RunningServer> {
  const port = asked ?? await freePort()
  const child = spawn(process.execPath, command(port), { cwd: root, stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, BROWSER: 'none' } })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
  const url = `http://localhost:${port}${path}`
  for (let waited = 0; !(await answers(url)); waited++) {
    if (child.exitCode !== null || waited > 600) {
      await stop(child)
      throw new Error(`The server ${command(port).join(' ')} did not come up. It said:\n${said}`)
    }
    await sleep(200)
  }
  return { url, port, stop: () => stop(child) }
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill()
  const mercy = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(mercy)
}
