import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Agent } from 'node:http'
import { request } from 'node:http'
import { createServer } from 'node:net'
import process from 'node:process'

/** A server that runs in a process of its own. */
export interface Started {
  port: number
  /** Milliseconds from starting the process to its first answer. */
  toFirstAnswer: number
  /** Resident memory in MB; undefined where this machine does not tell it. */
  memory: () => number | undefined
  stop: () => Promise<void>
}

const PATIENCE_MS = 60_000

/**
 * Starts a server and asks it until it answers.
 *
 * @param command program and arguments, with the port
 * @throws Error for one that does not answer within a minute
 */
export async function start(command: (port: number) => [string, ...string[]]): Promise<Started> {
  const port = await freePort()
  const [program, ...args] = command(port)
  const began = performance.now()
  const child = spawn(program, args, { stdio: 'ignore' })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  for (;;) {
    try {
      await ask(port, 'ListStateMachines', {})
      return { port, toFirstAnswer: performance.now() - began, memory: () => memoryOf(child), stop }
    }
    catch (error) {
      if (child.exitCode === null && performance.now() - began < PATIENCE_MS) continue
      await stop()
      throw new Error(`${program} does not answer: ${(error as Error).message}`)
    }
  }
}

const AUTHORIZATION = 'AWS4-HMAC-SHA256 Credential=local/20261101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=0'

/**
 * One call of the API.
 *
 * @param agent keeps connections; one of its own each time without it
 * @throws Error for what is refused
 */
export function ask(port: number, operation: string, body: object, agent: Agent | false = false): Promise<any> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': `AWSStepFunctions.${operation}`, 'Authorization': AUTHORIZATION, 'Content-Length': Buffer.byteLength(text) }
    const asked = request({ host: '127.0.0.1', port, method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve(JSON.parse(answer))
        else reject(new Error(`${operation}: ${response.statusCode} ${answer.slice(0, 200)}`))
      })
    })
    asked.on('error', reject)
    asked.end(text)
  })
}

function memoryOf({ pid }: ChildProcess): number | undefined {
  if (process.platform !== 'linux') return undefined
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
