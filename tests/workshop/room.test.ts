import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LONGEST_POST, LONGEST_WORD } from '../../workshop/messages.ts'
import { LONGEST_NAME } from '../../workshop/nickname.ts'
import { record, Visited } from '../stage/visitor.ts'
import { boardOf, CHOICES, newsOf, pollOf, post, ticketOf, until } from './visits.ts'

const PASSWORD = 'correct horse'
const board = { path: '/workshop' }

let deck: Visited
async function open(options: ConstructorParameters<typeof Visited>[0] = { password: PASSWORD, workshop: { address: 'http://192.0.2.7:3030/' } }) {
  deck = new Visited(options)
  await deck.open()
}
afterEach(() => deck.close())

describe('a room', () => {
  beforeEach(() => open())

  it('says where it is, and a stage without one has none of it', async () => {
    expect((await deck.ask('/')).body).toContain('<meta name="room-server" content="workshop" data-address="http://192.0.2.7:3030/">')
    await deck.close()
    await open({ password: PASSWORD })
    expect((await deck.ask('/')).body).not.toContain('room-server')
    expect(await post(deck, 'ticket', { ticket: ticketOf(1) })).toBe(405)
    await expect(deck.visit(board)).rejects.toThrow('404')
  })

  it('takes tickets to the presenter’s board as they come, the newest of each, and to nobody else', async () => {
    const presenter = await deck.visit(board)
    deck.here = false
    const participant = await deck.visit(board)
    expect(await post(deck, 'ticket', { ticket: ticketOf(1).toLowerCase(), name: ' Anna ' })).toBe(204)
    expect(await post(deck, 'ticket', { ticket: ticketOf(2) })).toBe(204)
    await until(presenter, () => boardOf(presenter).length === 2)
    expect(boardOf(presenter)).toEqual(['Anna', ticketOf(2)])
    expect(await post(deck, 'ticket', { ticket: ticketOf(2, 99) })).toBe(204)
    await until(presenter, () => boardOf(presenter).includes(ticketOf(2, 99)))
    await participant.settled()
    expect(newsOf(participant).map(({ type }) => type)).toEqual(['welcome', 'poll'])

    const phone = await deck.visit({ ...board, key: PASSWORD })
    expect(boardOf(phone)).toEqual(['Anna', ticketOf(2, 99)])
    presenter.say({ type: 'remove', id: 1 })
    await until(phone, () => boardOf(phone).length === 1)
    phone.say({ type: 'clear' })
    await until(presenter, () => boardOf(presenter).length === 0)
  })

  it('counts a vote that who leads has opened: one for each participant, who may change their mind until it is over', async () => {
    const presenter = await deck.visit(board)
    deck.here = false
    const participant = await deck.visit(board)
    const vote = (voter: string, choice: string, poll = 'saga') => post(deck, 'vote', { voter, poll, choice })
    expect(await vote('a', 'timeout')).toBe(409)
    participant.say({ type: 'ask', name: 'saga', choices: CHOICES })
    await participant.settled()
    expect(await vote('a', 'timeout')).toBe(409)

    presenter.say({ type: 'ask', name: 'saga', choices: CHOICES })
    await until(participant, () => pollOf(participant) !== undefined)
    expect([await vote('a', 'timeout'), await vote('b', 'timeout'), await vote('c', 'in-doubt'), await vote('c', 'refund-down')]).toEqual([204, 204, 204, 204])
    expect([await vote('d', '__proto__'), await vote('d', 'timeout', 'other'), await post(deck, 'vote', { voter: 7 })]).toEqual([409, 409, 400])
    await until(participant, () => pollOf(participant)!.votes.join() === '1,2,0')
    // The other window of the presenter asks for the same; nobody has to vote again.
    presenter.say({ type: 'ask', name: 'saga', choices: CHOICES })
    participant.say({ type: 'close' })
    presenter.say({ type: 'close' })
    await until(participant, () => pollOf(participant)?.open === false)
    expect(pollOf(participant)!.votes).toEqual([1, 2, 0])
    expect(await vote('e', 'timeout')).toBe(409)
    presenter.say({ type: 'drop' })
    await until(participant, () => pollOf(participant) === undefined)
  })

  it('shows who does not lead no notes, not where they are read either, and drives nothing', async () => {
    const speaker = await deck.visit()
    speaker.say({ type: 'record', from: 'w', record: record(1, 7) })
    await speaker.settled()
    deck.here = false
    for (const path of ['/notes.json', '/%6eotes.json', '/read/failing.html', '/read/', '/read/../notes.json', '//notes.json', '/..%2f..%2fetc%2fpasswd', '/../../../../etc/passwd', '/%2e%2e/%2e%2e/package.json', '/.git/config', '/workshop/../notes.json', '/lab\\..\\notes.json'])
      expect([403, 404, 400], path).toContain((await deck.ask(path)).status)
    for (const [method, path] of [['PUT', '/index.html'], ['DELETE', '/index.html'], ['PATCH', '/notes.json'], ['POST', '/__slidev/slides/1.json'], ['POST', '/@server-reactive/nav'], ['POST', '/workshop/tickets'], ['POST', '/workshop'], ['POST', '/x/workshop/ticket']] as const)
      expect((await deck.ask(path, { method, headers: { Origin: `http://${deck.host}` } })).status, `${method} ${path}`).toBe(405)
    const handshake = `Host: ${deck.host}\r\nOrigin: http://${deck.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n`
    for (const path of ['/', '/?token=x', '/@vite/client', '/__slidev', '/@server-reactive/nav', '/constructor'])
      expect(await deck.raw(`GET ${path} HTTP/1.1\r\n${handshake}Sec-WebSocket-Protocol: vite-hmr\r\n\r\n`), path).toMatch(/ 404 /)
    const participant = await deck.visit(board)
    for (const word of [{ type: 'record', from: 'v', record: record(100, 1) }, { type: 'custom', event: 'vite:invalidate', data: {} }, { type: 'custom', event: 'slidev:nav', data: { page: 1 } }, { type: 'ask', name: 'x', choices: CHOICES }, { type: 'clear' }])
      participant.say(word)
    await participant.settled()
    const late = await deck.visit()
    await late.heard(({ type }) => type === 'record')
    expect(late.record).toMatchObject({ revision: 1, state: { slide: 7 } })
  })
})

describe('hostile participants', () => {
  beforeEach(async () => {
    await open()
    deck.here = false
  })

  it('from another origin are refused', async () => {
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, { Origin: 'http://evil.example', Host: 'evil.example' }, { Origin: `http://${deck.host}.evil.example` }] as Record<string, string>[])
      expect(await post(deck, 'ticket', { ticket: ticketOf(1) }, headers), headers.Origin).toBe(403)
    await expect(deck.visit({ ...board, origin: 'https://evil.example' })).rejects.toThrow('403')
    await expect(deck.visit({ ...board, origin: '' })).rejects.toThrow('403')
  })

  it.each([
    ['nothing', ''], ['no JSON', '{'], ['null', 'null'], ['a list', '[]'], ['a text', '"8Q3K"'], ['no ticket', '{"ticket":{}}'], ['a ticket of another version', '{"ticket":"0000-0000-0000"}'],
    ['a prototype', '{"__proto__":{"ticket":"x"}}'], ['zeros', '\0\0\0'], ['something deep', '['.repeat(LONGEST_POST)],
    ['a long ticket', `{"ticket":"${'x'.repeat(LONGEST_POST)}"}`, 413], ['a megabyte', 'x'.repeat(1_000_000), 413],
  ] as [string, string, number?][])('whose body is %s get their status', async (_, body, status = 400) => {
    // Who sends too much may be hung up on before it has read the answer.
    expect([status, ...status === 413 ? [0] : []]).toContain(await post(deck, 'ticket', body))
    expect('ticket' in {}).toBe(false)
  })

  it('cannot make a name what it is not', async () => {
    deck.here = true
    const presenter = await deck.visit(board)
    for (const [id, name] of ['<img src=x onerror=alert(1)>', '\u202Eevil\u0000\n\r\t name', `a${'\u0301'.repeat(60)}`, '🧇'.repeat(40), 'x'.repeat(300)].entries())
      expect(await post(deck, 'ticket', { ticket: ticketOf(id), name }), name).toBe(204)
    await until(presenter, () => boardOf(presenter).length === 5)
    const names = boardOf(presenter)
    expect(names.slice(0, 3)).toEqual(['<img src=x onerror=alert', 'evil name', 'á\u0301\u0301'])
    for (const name of names)
      expect([...name].length).toBeLessThanOrEqual(LONGEST_NAME)
  })

  it('who send their bodies slowly, or never, are hung up on', async () => {
    const socket = connect(deck.port, '127.0.0.1')
    socket.write(`POST /workshop/ticket HTTP/1.1\r\nHost: ${deck.host}\r\nOrigin: http://${deck.host}\r\nContent-Length: 100\r\n\r\n{`)
    const from = performance.now()
    let said = ''
    socket.on('data', chunk => said += String(chunk))
    socket.on('error', () => {})
    const drip = setInterval(() => socket.write(' '), 500)
    await once(socket, 'close')
    clearInterval(drip)
    expect(said).toMatch(/^HTTP\/1\.1 408 /)
    expect(performance.now() - from).toBeGreaterThan(2000)
  })

  it('who say more than there is to say have to go, and only they', async () => {
    const [loud, long, other] = await Promise.all([deck.visit(board), deck.visit(board), deck.visit(board)])
    const gone = Promise.all([loud, long].map(async ({ socket }) => {
      socket.on('error', () => {})
      return (await once(socket, 'close'))[0] as number
    }))
    for (let count = 0; count < 500; count++)
      loud.say('{}')
    long.say('x'.repeat(LONGEST_WORD + 1))
    expect(await gone).toEqual([1008, 1009])
    await other.settled()
  })
})

it('fifty take part among hostile ones: each is heard, nothing grows without bound, and nothing is driven', async () => {
  await open()
  const speaker = await deck.visit()
  speaker.say({ type: 'record', from: 'w', record: record(1, 7) })
  const presenter = await deck.visit(board)
  presenter.say({ type: 'ask', name: 'saga', choices: CHOICES })
  await presenter.settled()
  deck.here = false

  let isOver = false
  const nap = () => sleep(1)
  const flood = async (body: () => unknown, headers?: Record<string, string>) => {
    while (!isOver) {
      await Promise.all(Array.from({ length: 10 }, () => post(deck, 'vote', body(), headers)))
      await nap()
    }
  }
  const hostile = [
    flood(() => ({ voter: String(Math.random()), poll: 'saga', choice: 'timeout' }), { Origin: 'https://evil.example' }),
    flood(() => 'x'.repeat(100_000)),
    (async () => {
      while (!isOver) {
        await deck.raw(`GET /${'../'.repeat(50)}etc/passwd HTTP/1.1\r\nHost: ${deck.host}\r\n\r\n`)
        await nap()
      }
    })(),
    (async () => {
      const loud = await deck.visit(board)
      loud.socket.on('error', () => {})
      for (let count = 0; count < 2000; count++)
        loud.say(JSON.stringify({ type: 'record', from: 'v', record: record(1000 + count, 1) }))
    })(),
  ]
  const fifty = await Promise.all(Array.from({ length: 50 }, () => deck.visit(board)))
  /** As the deck's page does: who is refused for now tries again. */
  const insist = async (what: string, body: unknown) => {
    while (await post(deck, what, body) !== 204) await sleep(50)
  }
  await Promise.all(fifty.map((_, person) => Promise.all([
    insist('ticket', { ticket: ticketOf(person), name: `person ${person}` }),
    insist('vote', { voter: `voter ${person}`, poll: 'saga', choice: CHOICES[person % 3]!.name }),
  ])))
  await until(presenter, () => new Set(boardOf(presenter)).size >= 50)
  await Promise.all(fifty.map(one => until(one, () => pollOf(one)!.votes.reduce((a, b) => a + b) === 50)))
  isOver = true
  await Promise.all(hostile)

  expect(new Set(boardOf(presenter))).toEqual(new Set(fifty.map((_, person) => `person ${person}`)))
  expect(pollOf(presenter)!.votes).toEqual([17, 17, 16])
  const late = await deck.visit()
  await late.heard(({ type }) => type === 'record')
  expect(late.record).toMatchObject({ revision: 1, state: { slide: 7 } })
  expect(speaker.messages.filter(({ type }) => type === 'record')).toEqual([])
  expect((await deck.ask('/')).status).toBe(200)
})
