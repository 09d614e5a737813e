import type { AddressInfo } from 'node:net'
import { readFileSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { startServer, type RunningServer } from '../support/server.ts'
import { copyOfProject } from './project-copy.ts'

const root = join(import.meta.dirname, '..', '..')
const PAGES = ['slides.md', 'pages/0-opening.md', 'pages/1-history.md']
const JSON_TYPE = { 'content-type': 'application/json' }

test.describe.configure({ mode: 'serial' })

let copy: string
let server: RunningServer
let before: string
test.beforeAll(async () => {
  copy = copyOfProject()
  before = files()
  server = await startServer(port => [join(root, 'node_modules/@slidev/cli/bin/slidev.mjs'), '--port', String(port), '--open', 'false'], { root: copy })
})
test.afterAll(async () => {
  await server.stop()
  rmSync(copy, { recursive: true, force: true })
})

const files = () => PAGES.map(name => readFileSync(join(copy, name), 'utf8')).join('\0')

/** Sends what no browser would let a page choose; without headers, as curl does. */
function send(method: string, path: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const sent = request({ host: hostname, port, method, path, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode!))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

const own = () => ({ ...JSON_TYPE, origin: new URL(server.url).origin })
const shared = async (name: string) => (await (await fetch(`${server.url}@server-reactive/${name}`)).text()).match(/const data = reactive\((.*)\)/)![1]!

test('nothing is written, steered or opened for a page of another origin, nor for who does not say where it comes from', async () => {
  const nav = await shared('nav')
  const asked: [method: string, path: string, body: string][] = [
    ['POST', '/__slidev/slides/2.json', '{"note":"PWNED"}'],
    ['PUT', '/__slidev/slides/2.json', '{"note":"PWNED"}'],
    ['POST', '/__slidev/slides/2.json', '{x'],
    ['POST', '/@server-reactive/nav', '{"patch":{"page":7,"clicks":0}}'],
    ['POST', '/@server-reactive/drawings', '{"patch":{"1":"<svg/>"}}'],
    ['POST', '/@server-reactive/freePlay', '{"data":{"1":"x"}}'],
    ['POST', '/@server-reactive/snapshots', '{"data":{"1":"x"}}'],
    ['POST', '/@server-ref/__proto__/polluted', '{"data":"yes"}'],
    ['GET', '/__open-in-editor?file=slides.md', ''],
    ['GET', '/__OPEN-IN-EDITOR?file=slides.md', ''],
    ['DELETE', '/anything', ''],
  ]
  for (const [method, path, body] of asked) {
    for (const headers of [{ 'origin': 'https://evil.example', 'content-type': 'text/plain' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, {}] as Record<string, string>[])
      expect(await send(method, path, body, headers), `${method} ${path} ${JSON.stringify(headers)}`).toBe(403)
    // A name that a foreign page lets point here.
    expect(await send(method, path, body, { host: 'evil.example', origin: 'http://evil.example' }), `${method} ${path}`).toBe(403)
  }
  const edit = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'slidev-update-slide', arguments: { no: 3, note: 'x' } } })
  for (const headers of [{ origin: 'https://evil.example' }, own(), {}] as Record<string, string>[])
    expect(await send('POST', '/__mcp', edit, { accept: 'application/json, text/event-stream', ...JSON_TYPE, ...headers })).toBe(403)
  expect(await send('GET', '/__slidev/slides/2.json', '', { origin: 'https://evil.example' })).toBe(403)
  expect(await send('GET', '/__slidev/slides/2.json', '')).toBe(200)
  expect(await shared('nav')).toBe(nav)
  expect(files()).toBe(before)
})

test('what is broken is refused, and the server stays', async () => {
  const nav = await shared('nav')
  const bodies: [path: string, body: string, status: number][] = [
    ...['{x', '', '5', '[]', 'null', '{"content":5}', '{"note":{}}', '{"frontmatterRaw":5}', '{"frontmatterRaw":"a: ["}', '{"frontmatterRaw":"5"}', '{"frontmatter":"a"}', '{"frontmatter":{"__proto__":{"polluted":1}}}']
      .map((body): [string, string, number] => ['/__slidev/slides/2.json', body, 400]),
    ['/__slidev/slides/2.json', JSON.stringify({ note: 'x'.repeat(3_000_000) }), 400],
    ['/__slidev/slides/0.json', '{"note":"x"}', 404],
    ['/__slidev/slides/9999.json', '{"note":"x"}', 404],
    ['/__slidev/slides/constructor.json', '{"note":"x"}', 404],
    ['/@server-reactive/nav', '{x', 400],
    ['/@server-reactive/nav', '{"data":5}', 400],
    ['/@server-reactive/nav', '{"data":null}', 400],
    ['/@server-reactive/nav', '{"patch":{"constructor":{"prototype":{"polluted":1}}}}', 400],
    ['/@server-reactive/nav', '{"patch":{"a":{"__proto__":{"polluted":1}}}}', 400],
    ['/@server-ref/__proto__/polluted', '{"data":"yes"}', 404],
    ['/@server-ref/__proto__', '{"data":{}}', 404],
    ['/@server-ref/nav/__proto__', '{"data":{}}', 404],
    ['/@server-ref/nav.constructor.prototype', '{"data":{}}', 404],
    ['/@server-ref/%5F%5Fproto%5F%5F', '{"data":{}}', 404],
    ['/@server-ref/unknown', '{"data":{}}', 404],
  ]
  for (const [path, body, status] of bodies)
    expect(await send('POST', path, body, own()), `${path} ${body.slice(0, 60)}`).toBe(status)
  expect(await shared('nav')).toBe(nav)
  expect(files()).toBe(before)
})

test('a page of another origin in a browser gets nothing done, and finds out nothing', async ({ page }) => {
  const elsewhere = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<h1>Elsewhere</h1>'))
  await new Promise<void>(done => elsewhere.listen(0, 'localhost', done))
  try {
    await page.goto(`http://localhost:${(elsewhere.address() as AddressInfo).port}/`)
    const said = await page.evaluate(async (deck) => {
      const post = (path: string, body: string, type = 'text/plain') => fetch(deck + path, { method: 'POST', mode: 'no-cors', body, headers: { 'Content-Type': type } })
      await post('__slidev/slides/2.json', '{"note":"PWNED"}')
      await post('__slidev/slides/2.json', '{x')
      await post('@server-reactive/nav', '{"patch":{"page":7,"clicks":0}}')
      await post('@server-reactive/nav', '{x')
      await post('@server-ref/__proto__/polluted', '{"data":"yes"}')
      await post('__mcp', '{}')
      await fetch(`${deck}__open-in-editor?file=slides.md`, { mode: 'no-cors' })
      const read = await fetch(`${deck}__slidev/slides/2.json`).then(response => response.status, error => String(error))
      const steered = await fetch(`${deck}@server-reactive/nav`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"patch":{"page":7}}' }).then(response => response.status, error => String(error))
      return { read, steered }
    }, server.url)
    expect(said).toEqual({ read: 403, steered: 403 })
  }
  finally {
    await new Promise(done => elsewhere.close(done))
  }
  expect(files()).toBe(before)
  expect(JSON.parse(await shared('nav'))).not.toMatchObject({ page: 7 })
})

test('the presenter view writes its notes and steers as ever', async ({ page, context }) => {
  await page.goto(`${server.url}#/presenter/2`)
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
  await page.getByTitle('Edit Notes').click()
  const editor = page.locator('textarea:visible').first()
  await expect(editor).toBeVisible()
  const note = await editor.inputValue()
  await editor.fill(`${note}\n\nWritten in the presenter view.`)
  await expect.poll(() => files()).toContain('Written in the presenter view.')

  const audience = await context.newPage()
  await audience.goto(`${server.url}#/2`)
  await expect(audience.locator('#slideshow > .slidev-page:visible')).toHaveAttribute('data-slidev-no', '2')
  expect(await page.evaluate(async () => (await fetch('/@server-reactive/nav', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"patch":{"page":2,"clicks":0}}' })).status)).toBe(200)
})
