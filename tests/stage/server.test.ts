import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MOST_WRONG } from '../../scripts/stage/keys.ts'
import { LONGEST_MESSAGE } from '../../talk/messages.ts'
import { record, Visited, type Visitor } from './visitor.ts'

const PASSWORD = 'correct horse é'
const moveTo = (revision: number, slide: number) => ({ type: 'record', from: 'w', record: record(revision, slide) })
const isAt = (slide: number) => (message: { type: string, record?: { state: { slide: number } } }) => message.type === 'record' && message.record?.state.slide === slide

let deck: Visited
async function open(options: ConstructorParameters<typeof Visited>[0] = {}): Promise<void> {
  deck = new Visited(options)
  await deck.open()
}
afterEach(() => deck.close())

describe('on one machine', () => {
  beforeEach(() => open())

  it('every window leads, whoever comes later hears where the talk is, and the newer record wins', async () => {
    const [one, other] = [await deck.visit(), await deck.visit()]
    expect([one.leads, other.leads]).toEqual([true, true])
    one.say(moveTo(1, 7))
    await other.heard(isAt(7))
    other.say(moveTo(2, 8))
    await one.heard(isAt(8))
    one.say(moveTo(1, 3))
    await one.settled()
    expect(one.record).toMatchObject({ revision: 2, state: { slide: 8 } })
    expect(other.messages.filter(isAt(3))).toEqual([])
    const late = await deck.visit()
    await late.heard(isAt(8))
  })

  it('the windows bring the talk back after a restart, and one that slept through its end does not', async () => {
    const [one, other] = [await deck.visit(), await deck.visit()]
    one.say({ type: 'hello', from: 'w', view: 'presenter', record: record(50, 9) })
    await other.heard(isAt(9))
    other.say({ type: 'hello', from: 'x', view: 'slides', record: record(90, 2, { since: 2 }) })
    await other.settled()
    expect(one.record?.state.slide).toBe(9)
  })

  it('the first presenter hears where a reader is, and everybody where it points', async () => {
    const [reader, presenter] = [await deck.visit(), await deck.visit()]
    presenter.say({ type: 'hello', from: 'p', view: 'presenter' })
    await reader.heard(({ type, from }) => type === 'hello' && from === 'p')
    reader.say({ type: 'reading', from: 'r', slide: 5, clicks: 2, usedAt: 1 })
    await presenter.heard(message => message.type === 'reading' && message.slide === 5)
    presenter.say({ type: 'pointer', from: 'p', x: 10, y: 20, style: 'laser' })
    await reader.heard(message => message.type === 'pointer' && message.x === 10)
  })

  it.each([
    ['another origin', { origin: 'https://evil.example' }, '403'],
    ['no origin', { origin: '' }, '403'],
    ['an origin without a name', { origin: 'null' }, '403'],
    ['a name that leads here', { host: 'evil.example', origin: 'http://evil.example' }, '403'],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, '403'],
    ['another path', { path: '/elsewhere' }, '404'],
  ])('a window from %s is not let in', async (_, from, status) => {
    await expect(deck.visit(from)).rejects.toThrow(status)
  })

  it('tells the page of itself, and nothing keeps the deck in the browser', async () => {
    expect((await deck.ask('/')).body).toContain('<head>\n  <meta name="talk-server" content="talk">')
    expect((await deck.ask('/sw.js')).status).toBe(403)
    expect((await deck.ask('/notes.json')).status).toBe(200)
    expect((await deck.ask('/', { headers: { Host: 'evil.example' } })).status).toBe(403)
  })
})

describe('hostile words', () => {
  beforeEach(() => open())

  it('are passed on to nobody and end nothing', async () => {
    const [one, other] = [await deck.visit(), await deck.visit()]
    const before = other.messages.length
    for (const word of ['', '{', 'null', '[]', '"x"', '{"type":"record"}', '{"type":"record","from":"w","record":{"__proto__":{"polluted":1}}}', '{"__proto__":{"polluted":1},"type":"hello","from":"w","view":"everything"}', JSON.stringify({ type: 'welcome', from: 'w', leads: true, now: 1 }), JSON.stringify({ type: 'record', from: 'w', record: { ...record(1, 2), state: { slide: '7' } } }), '[['.repeat(10_000)])
      one.say(word)
    one.socket.send(new Uint8Array([0, 255, 1]))
    await one.settled()
    expect(other.messages.slice(before)).toEqual([])
    expect('polluted' in {}).toBe(false)
    one.say(moveTo(1, 4))
    await other.heard(isAt(4))
  })

  it.each([
    ['too long', (visitor: Visitor) => visitor.say('x'.repeat(LONGEST_MESSAGE + 1)), 1009],
    ['too many', (visitor: Visitor) => Array.from({ length: 5_000 }, () => visitor.say('{}')), 1008],
  ])('%s, and only who says them has to go', async (_, speak, code) => {
    const [one, other] = [await deck.visit(), await deck.visit()]
    const gone = once(one.socket, 'close')
    one.socket.on('error', () => {})
    speak(one)
    expect((await gone)[0]).toBe(code)
    await other.settled()
  })

  it('that are no WebSocket at all do not end the server', async () => {
    const upgrade = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: ${deck.host}\r\nOrigin: http://${deck.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${more}\r\n`
    const handshake = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
    expect(await deck.raw(upgrade('/talk'))).toMatch(/ 400 /)
    expect(await deck.raw(upgrade('/talk', 'Sec-WebSocket-Version: 1\r\nSec-WebSocket-Key: x\r\n'))).toMatch(/ 4\d\d /)
    expect(await deck.raw(upgrade('/%00?key=%ff', handshake))).toMatch(/ 404 /)
    expect(await deck.raw(upgrade('/talk?key=%E0%A4%A', handshake))).toMatch(/ 101 /)
    expect(await deck.raw(`${upgrade('/talk', handshake)}\xFF\xFF\xFF\xFF\xFF\xFF`)).toMatch(/ 101 /)
    expect(await deck.raw('\0\0\0\r\n\r\n')).toMatch(/ 400 |^$/)
    expect((await deck.ask('/')).status).toBe(200)
  })
})

describe('in a network', () => {
  beforeEach(() => open({ password: PASSWORD }))

  it('who comes from this machine leads, and behind a proxy nobody comes from this machine', async () => {
    expect((await deck.visit()).leads).toBe(true)
    expect((await deck.ask('/notes.json', { headers: { 'X-Forwarded-For': '203.0.113.9' } })).status).toBe(403)
  })

  it('who comes from another machine follows without the password, leads with it, and can steer nothing before', async () => {
    const speaker = await deck.visit()
    speaker.say(moveTo(1, 7))
    await speaker.settled()
    deck.here = false
    const [viewer, wrong, phone] = [await deck.visit(), await deck.visit({ key: 'a guess' }), await deck.visit({ key: PASSWORD })]
    expect([viewer.leads, wrong.leads, phone.leads]).toEqual([false, false, true])
    await viewer.heard(isAt(7))

    const before = speaker.messages.length
    for (const one of [viewer, wrong]) {
      one.say(moveTo(100, 1))
      one.say({ type: 'hello', from: 'v', view: 'presenter', record: record(100, 1) })
      one.say({ type: 'pointer', from: 'v', x: 1, y: 1 })
      one.say({ type: 'reading', from: 'v', slide: 1, clicks: 0, usedAt: 1 })
      await one.settled()
    }
    expect(speaker.messages.slice(before)).toEqual([])

    phone.say(moveTo(2, 8))
    await Promise.all([speaker, viewer, wrong].map(one => one.heard(isAt(8))))
  })

  it('the notes are for who leads, and the password is in nothing that is served', async () => {
    deck.here = false
    const bearer = (key: string) => ({ Authorization: `Bearer ${encodeURIComponent(key)}` })
    expect((await deck.ask('/notes.json')).status).toBe(403)
    expect((await deck.ask('/%6eotes.json')).status).toBe(403)
    expect((await deck.ask('/notes.json', { headers: bearer('a guess') })).status).toBe(403)
    expect((await deck.ask('/notes.json', { headers: bearer(PASSWORD) })).body).toContain('Only the speaker')
    for (const path of ['/', '/talk', '/notes.json', '/nothing', '/presenter/'])
      expect((await deck.ask(path)).body).not.toContain('horse')
  })

  it('asked whether a password leads, it answers the deck itself, and after a few wrong ones nobody from there', async () => {
    deck.here = false
    const asks = (key: string, origin = `http://${deck.host}`) => deck.ask('/talk', { method: 'POST', headers: { Origin: origin, Authorization: `Bearer ${encodeURIComponent(key)}` } })
    expect((await asks(PASSWORD)).status).toBe(204)
    expect((await asks(PASSWORD, 'https://evil.example')).status).toBe(403)
    for (let tries = 0; tries < MOST_WRONG; tries++)
      expect((await asks(`guess ${tries}`)).status).toBe(403)
    expect((await asks(PASSWORD)).status).toBe(429)
    expect((await deck.visit({ key: PASSWORD })).leads).toBe(false)
    deck.here = true
    expect((await deck.visit()).leads).toBe(true)
  })

  it('fifty windows follow', async () => {
    const speaker = await deck.visit()
    deck.here = false
    const room = await Promise.all(Array.from({ length: 50 }, () => deck.visit()))
    for (let step = 1; step <= 20; step++)
      speaker.say(moveTo(step, step))
    await Promise.all(room.map(window => window.heard(isAt(20))))
    expect(room.every(window => !window.leads)).toBe(true)
  })

  it('takes no more windows from one place than a place can have, and this machine always finds one', async () => {
    deck.here = false
    await expect((async () => {
      for (let count = 0; count < 200; count++) await deck.visit()
    })()).rejects.toThrow('503')
    deck.here = true
    expect((await deck.visit()).leads).toBe(true)
  })
})
