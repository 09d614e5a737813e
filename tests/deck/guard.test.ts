import type { ViteDevServer } from 'vite'
import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { guard } from '../../scripts/vite/slidev/guard.ts'
import { stayUp } from '../../scripts/vite/slidev/guard/stay-up.ts'

it('sends no password of a remote, and no empty one instead, which would let everybody in', () => {
  const { handler } = guard().transform as { handler: (code: string, id: string) => { code: string } | undefined }
  const sent = (remote?: string) => JSON.parse(handler(`export default ${JSON.stringify({ title: 'A', remote })}`, '/@slidev/configs')!.code.replace('export default ', ''))
  for (const password of ['secret', 'a "b" \\', '\\"']) {
    expect(sent(password).remote).toMatch(/^[\da-f-]{36}$/)
    expect(sent(password).title).toBe('A')
  }
  expect(sent('')).toEqual({ title: 'A', remote: '' })
  expect(sent()).toEqual({ title: 'A' })
  expect(handler('"remote":"secret"', '/elsewhere.ts')).toBeUndefined()
})

it('a middleware whose promise fails is an error to answer, and a message that can not be read is a line', async () => {
  const handlers: ((request: object, response: object, next: (error?: unknown) => void) => unknown)[] = []
  const said: string[] = []
  const ws = new EventEmitter()
  const middlewares = { use: (...args: unknown[]) => handlers.push(args.at(-1) as typeof handlers[number]) }
  const server = { middlewares, ws, config: { logger: { warn: (line: string) => said.push(line) } } } as unknown as ViteDevServer
  stayUp(server)

  server.middlewares.use('/fails', async () => { throw new Error('late') })
  const failed = new Promise(next => handlers[0]!({}, {}, next))
  expect(await failed).toEqual(new Error('late'))

  ws.on('connection', (socket: EventEmitter) => socket.on('message', async (text: string) => (JSON.parse(text) as { data: string }).data.trim()))
  const socket = new EventEmitter()
  ws.emit('connection', socket)
  for (const message of ['{}', 'null', '{x'])
    socket.emit('message', message)
  await expect.poll(() => said).toHaveLength(3)
  expect(said[0]).toMatch(/^A message from a window could not be read/)
})
