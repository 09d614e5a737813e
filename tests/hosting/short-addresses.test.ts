import type { AddressInfo } from 'node:net'
import type { Plugin } from 'vite'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shortAddresses } from '../../scripts/vite/slidev/short-addresses.ts'

const root = join(import.meta.dirname, '..', '..')

describe('from npm start', () => {
  type Middleware = (request: unknown, response: unknown, next: () => void) => void
  const middlewares: Record<string, Middleware> = {}
  for (const base of ['/', '/talk/']) {
    const plugin = shortAddresses(root) as Plugin & { configureServer: (server: object) => void }
    plugin.configureServer({ config: { base }, middlewares: { use: (middleware: Middleware) => middlewares[base] = middleware } })
  }
  const server = createServer((request, response) => middlewares[request.url!.startsWith('/talk/') ? '/talk/' : '/']!(request, response, () => response.end('Slidev')))
  beforeAll(() => once(server.listen(0, 'localhost'), 'listening'))
  afterAll(() => void server.close())

  const ask = (path: string, accept = 'text/html') => fetch(`http://localhost:${(server.address() as AddressInfo).port}${path}`, { redirect: 'manual', headers: { accept } })

  it.each([
    ['/presenter', '/#/presenter/'],
    ['/presenter/7', '/#/presenter/7'],
    ['/overview/', '/#/overview'],
    ['/lab', '/#/lab'],
    ['/remote', '/#/remote'],
    ['/export/', '/#/export'],
    ['/7', '/#/7'],
    ['/saga?x=1', '/?x=1#/saga'],
    ['/talk/saga', '/talk/#/saga'],
  ])('%s leads to %s', async (address, leads) => {
    expect((await ask(address)).headers.get('location')).toBe(leads)
  })

  it.each(['/nosuch', '/9999', '/0', '/saga/7', '/constructor'])('%s is not found', async (address) => {
    const answer = await ask(address)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('There is nothing at this address')
  })

  it('leaves to Vite what is Vite’s', async () => {
    for (const [path, accept] of [['/'], ['/@vite/client'], ['/favicon.svg'], ['/__slidev/slides/2.json'], ['/saga', '*/*']] as const)
      expect(await (await ask(path, accept)).text(), path).toBe('Slidev')
  })
})

it('the built deck has a page for each view, number and name', async () => {
  const files = new Map<string, string>()
  const plugin = shortAddresses(root) as Plugin & { generateBundle: (this: object) => Promise<void> }
  await plugin.generateBundle.call({ emitFile: ({ fileName, source }: { fileName: string, source: string }) => files.set(fileName, source) })
  for (const [name, route] of [['presenter', 'presenter/'], ['remote', 'remote'], ['7', '7'], ['saga', 'saga']])
    expect(files.get(`${name}/index.html`)).toContain(`url=../#/${route}"`)
  expect(files.has('0/index.html')).toBe(false)
})
