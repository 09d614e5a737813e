import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOwnHost } from '../../scripts/preview/own-host.ts'
import { deckServer } from '../../scripts/preview/server.mjs'

/** A deck, and beside it what is not for the world. */
const outside = mkdtempSync(join(tmpdir(), 'preview-'))
const dir = join(outside, 'dist')
const text = 'All that stands in a file of a deck, which is a hundred letters and more when it is to be zipped: aaaaaaaaaaaaaaaa.'
for (const [file, content] of Object.entries({
  'secret.txt': 'not for the world',
  'dist/index.html': 'the deck',
  'dist/404.html': 'the page for what is not there',
  'dist/deck.txt': text,
  'dist/deck.pdf': '0123456789',
  'dist/presenter/index.html': 'to the presenter view',
  'dist/empty/file.txt': '',
  'dist/a b/index.html': 'a folder with a blank',
})) {
  mkdirSync(join(outside, file, '..'), { recursive: true })
  writeFileSync(join(outside, file), content)
}
symlinkSync(join(outside, 'secret.txt'), join(dir, 'link.txt'))
symlinkSync(outside, join(dir, 'way-out'))
symlinkSync(join(dir, 'round'), join(dir, 'round'))
symlinkSync(join(dir, 'deck.txt'), join(dir, 'inside.txt'))

const servers = { root: deckServer({ dir }), talk: deckServer({ dir, base: '/talk/' }) }
beforeAll(async () => {
  for (const server of Object.values(servers)) {
    server.listen(0, 'localhost')
    await once(server, 'listening')
  }
})
afterAll(() => {
  for (const server of Object.values(servers)) {
    server.close()
    server.closeAllConnections()
  }
  rmSync(outside, { recursive: true, force: true })
})

interface Answer { status: number, headers: Record<string, string | string[] | undefined>, body: string }

function ask(path: string, { method = 'GET', headers = {}, of = servers.root }: { method?: string, headers?: Record<string, string>, of?: typeof servers.root } = {}): Promise<Answer> {
  const { port } = of.address() as AddressInfo
  return new Promise((resolve, reject) => {
    request({ host: 'localhost', port, path, method, headers }, async (response) => {
      let body = ''
      for await (const chunk of response) body += String(chunk)
      resolve({ status: response.statusCode!, headers: response.headers, body })
    }).on('error', reject).end()
  })
}

/** The first line that comes back for bytes that no client would send. */
async function raw(bytes: string): Promise<string> {
  const socket = connect((servers.root.address() as AddressInfo).port, 'localhost')
  let said = ''
  socket.on('data', chunk => said += String(chunk))
  socket.write(bytes)
  await Promise.race([once(socket, 'data'), once(socket, 'close')])
  socket.destroy()
  return said.split('\r\n')[0] ?? ''
}

describe('what is no file of the deck', () => {
  it.each([
    ['/%00', 400],
    ['/index.html%00.js', 400],
    ['/%E0%A4%A', 400],
    [`/${'a'.repeat(255)}`, 404],
    [`/${'a'.repeat(256)}`, 404],
    [`${'/a'.repeat(2_500)}/`, 404],
    ['/..%2fsecret.txt', 404],
    ['/%2e%2e/secret.txt', 404],
    ['/%2e%2e/dist/index.html', 200],
    ['/link.txt', 404],
    ['/way-out/secret.txt', 404],
    ['/way-out', 404],
    ['/round', 404],
    ['/empty', 404],
    ['/deck.txt/', 404],
    ['/inside.txt', 200],
  ])('%s', async (path, status) => {
    expect((await ask(path)).status).toBe(status)
    expect((await ask('/')).body).toBe('the deck')
  })

  it.each([
    ['GET http://localhost/deck.txt HTTP/1.1\r\nHost: localhost\r\n\r\n', / 400 /],
    ['GET deck.txt HTTP/1.1\r\nHost: localhost\r\n\r\n', / 400 /],
    ['GET * HTTP/1.1\r\nHost: localhost\r\n\r\n', / 400 /],
    ['CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n', /^$/],
  ])('%j', async (bytes, answer) => {
    expect(await raw(bytes)).toMatch(answer)
    expect((await ask('/')).status).toBe(200)
  })

  it('is answered with the deck’s own page where a page was asked for', async () => {
    expect(await ask('/nothing', { headers: { Accept: 'text/html,*/*' } })).toMatchObject({ status: 404, body: 'the page for what is not there' })
    expect((await ask('/nothing.js', { headers: { Accept: '*/*' } })).headers['content-type']).toContain('text/plain')
  })

  it('nor one that goes away, and one that comes back is sent as it is now', async () => {
    const file = join(dir, 'passing.txt')
    writeFileSync(file, 'once')
    expect((await ask('/passing.txt')).body).toBe('once')
    rmSync(file)
    expect((await ask('/passing.txt')).status).toBe(404)
    writeFileSync(file, 'again, and longer')
    expect((await ask('/passing.txt')).body).toBe('again, and longer')
  })
})

it.each(['POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS'])('%s is no way to read a deck', async (method) => {
  expect(await ask('/', { method })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
})

describe('a folder', () => {
  it.each([
    ['/presenter', '/presenter/', servers.root],
    ['/a%20b?x=1', '/a%20b/', servers.root],
    ['/talk', '/talk/', servers.talk],
    ['/talk/presenter', '/talk/presenter/', servers.talk],
  ])('%s is led to its slash', async (path, location, of) => {
    expect(await ask(path, { of })).toMatchObject({ status: 301, headers: { location } })
    expect((await ask(location, { of })).status).toBe(200)
  })

  it('is nobody else’s', async () => {
    expect((await ask('//evil.example/presenter')).status).toBe(404)
    expect((await ask('/', { of: servers.talk })).status).toBe(404)
    expect((await ask('/talkative', { of: servers.talk })).status).toBe(404)
  })
})

describe('a part of a file', () => {
  it.each([
    ['bytes=0-3', 206, 'bytes 0-3/10', '0123'],
    ['bytes=7-', 206, 'bytes 7-9/10', '789'],
    ['bytes=-4', 206, 'bytes 6-9/10', '6789'],
    ['bytes=-40', 206, 'bytes 0-9/10', '0123456789'],
    ['bytes=5-500', 206, 'bytes 5-9/10', '56789'],
    ['bytes=10-', 416, 'bytes */10', 'The file has 10 bytes.\n'],
    ['bytes=-0', 416, 'bytes */10', 'The file has 10 bytes.\n'],
    ['bytes=3-1', 200, undefined, '0123456789'],
    ['bytes=0-1,3-4', 200, undefined, '0123456789'],
    ['bytes=x', 200, undefined, '0123456789'],
    ['lines=1-2', 200, undefined, '0123456789'],
  ])('%s', async (range, status, contentRange, body) => {
    const answer = await ask('/deck.pdf', { headers: { Range: range } })
    expect({ status: answer.status, range: answer.headers['content-range'], body: answer.body }).toEqual({ status, range: contentRange, body })
    expect(answer.headers['content-length'] ?? String(body.length)).toBe(String(body.length))
  })

  it('is of the same file as before, or it is the whole', async () => {
    const { headers: { etag } } = await ask('/deck.pdf')
    expect((await ask('/deck.pdf', { headers: { 'Range': 'bytes=0-1', 'If-Range': String(etag) } })).status).toBe(206)
    expect((await ask('/deck.pdf', { headers: { 'Range': 'bytes=0-1', 'If-Range': '"another"' } })).status).toBe(200)
  })
})

describe('gzip', () => {
  it.each([['gzip', true], ['gzip;q=0', false], ['gzip; q=0.0, br', false], ['*', true], ['*;q=0', false], ['br, gzip;q=0.5', true], ['gzip;q=0, *', false], ['x-gzip', true], ['notgzip', false], ['', false]])('%j', async (accepted, zipped) => {
    const { headers, status } = await ask('/deck.txt', { headers: { 'Accept-Encoding': accepted } })
    expect([status, headers['content-encoding'] === 'gzip', headers.vary]).toEqual([200, zipped, 'Accept-Encoding'])
  })
})

describe('who has the file already', () => {
  it.each([
    [(tag: string) => tag, 304],
    [(tag: string) => `W/${tag}`, 304],
    [(tag: string) => `"one", ${tag}`, 304],
    [() => '*', 304],
    [() => '"one", "two"', 200],
  ])('%s', async (condition, status) => {
    const { headers: { etag } } = await ask('/deck.txt')
    expect((await ask('/deck.txt', { headers: { 'If-None-Match': condition(String(etag)) } })).status).toBe(status)
  })

  it('has it in the form it was sent in', async () => {
    const { headers: { etag } } = await ask('/deck.txt')
    expect((await ask('/deck.txt', { headers: { 'If-None-Match': String(etag), 'Accept-Encoding': 'gzip' } })).status).toBe(200)
  })
})

it('HEAD has the headers of GET and nothing behind them', async () => {
  const [get, head] = [await ask('/deck.txt'), await ask('/deck.txt', { method: 'HEAD' })]
  expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
  expect(head.body).toBe('')
  expect(get.body).toBe(text)
})

describe('the name a request comes with', () => {
  it('is this machine’s, or it is refused', async () => {
    expect((await ask('/', { headers: { Host: 'evil.example' } })).status).toBe(403)
    expect((await ask('/', { headers: { Host: 'localhost.evil.example:4173' } })).status).toBe(403)
    expect((await ask('/', { headers: { Host: '127.0.0.1' } })).status).toBe(200)
  })

  it.each([['localhost', true], ['LOCALHOST:1', true], ['127.0.0.2:80', true], ['[::1]:3030', true], ['::1', false], ['', false], [undefined, false], ['a@localhost', false], ['localhost:x', false], ['127.0.0.1.evil.example', false], ['deck.local', false]])('%s: %s', (host, own) => {
    expect(isOwnHost(host)).toBe(own)
  })

  it('or one that the server was given', () => {
    expect(isOwnHost('deck.local:3030', ['deck.local'])).toBe(true)
  })
})
