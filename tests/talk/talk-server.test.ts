import type { TalkMessage } from '../../talk/messages.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TALK_EVENT } from '../../talk/messages.ts'
import { firstState, type TalkRecord } from '../../talk/record.ts'
import { clientRoot } from '../../scripts/vite/amend.ts'
import { oneTalk } from '../../scripts/vite/slidev/one-talk.ts'
import { talkServer } from '../../scripts/vite/slidev/talk-server.ts'

type Client = ReturnType<ReturnType<typeof room>['join']>
const record = (revision: number, slide: number, since = 5): TalkRecord => ({ revision, since, by: 'w', state: { ...firstState, slide } })
const hello = { type: 'hello', from: 'w', view: 'slides' } as const

/** Vite's socket, as the plugin sees it. */
function room() {
  const listeners = new Map<string, (...given: unknown[]) => void>()
  const clients = new Set<object>()
  const plugin = talkServer()
  const configure = plugin.configureServer as unknown as (server: object) => void
  configure({ ws: { clients, on: (event: string, heard: (...given: unknown[]) => void) => listeners.set(event, heard) } })
  return {
    join(remoteAddress = '127.0.0.1') {
      const got: TalkMessage[] = []
      const client = { socket: {}, send: (_: string, message: TalkMessage) => got.push(message) }
      clients.add(client)
      listeners.get('connection')!(client.socket, { socket: { remoteAddress } })
      return {
        got,
        say: (message: unknown) => listeners.get(TALK_EVENT)!(message, client),
        leave: () => clients.delete(client),
      }
    },
  }
}

const records = ({ got }: Client) => got.filter(message => message.type === 'record').map(message => message.record.state.slide)
const mayLead = ({ got }: Client) => got.filter(message => message.type === 'welcome').map(message => message.leads)

describe('the dev server', () => {
  test('tells a window that comes late where the talk is, and all of them what changes', () => {
    const { join } = room()
    const [one, other] = [join(), join('::1')]
    one.say(hello)
    one.say({ type: 'record', from: 'w', record: record(1, 7) })
    other.say(hello)
    one.say({ type: 'record', from: 'w', record: record(2, 8) })
    one.say({ type: 'record', from: 'w', record: record(1, 3) })
    expect(records(other)).toEqual([7, 7, 8])
    expect(records(one)).toEqual([])
    expect([mayLead(one), mayLead(other)]).toEqual([[true], [true]])
  })

  test('forgets a talk with its last window, and takes it again from one that brings it back', () => {
    const { join } = room()
    const one = join()
    one.say(hello)
    one.say({ type: 'record', from: 'w', record: record(3, 7) })
    one.leave()
    const reader = join()
    reader.say(hello)
    expect(records(reader)).toEqual([])
    const back = join()
    back.say({ ...hello, record: record(3, 7) })
    const late = join()
    late.say(hello)
    expect(records(late)).toEqual([7])
    // Yesterday's is not today's, however far it went.
    const stale = join()
    stale.say({ ...hello, record: record(300, 99, 1) })
    expect(records(stale)).toEqual([7])
  })

  test.each([
    ['192.0.2.7', false],
    ['::ffff:192.0.2.7', false],
    ['127.0.0.1', true],
    ['::ffff:127.0.0.1', true],
  ])('lets a window at %s lead: %s', (address, leads) => {
    const { join } = room()
    const [one, other] = [join(), join(address)]
    one.say(hello)
    other.say(hello)
    other.say({ type: 'record', from: 'w', record: record(1, 7) })
    other.say({ type: 'pointer', from: 'w', x: 1, y: 1 })
    expect(mayLead(other)).toEqual([leads])
    expect(one.got.filter(({ type }) => type === 'record' || type === 'pointer')).toHaveLength(leads ? 2 : 0)
  })

  test('hears nothing in what is no message', () => {
    const { join } = room()
    const [one, other] = [join(), join()]
    for (const nothing of [null, 'record', {}, { type: 'record', from: 'w' }, { type: 'welcome', from: 'w', leads: true, now: 1 }])
      one.say(nothing)
    expect([one.got, other.got]).toEqual([[], []])
  })
})

test('every place where Slidev would synchronise by itself is there in the installed version', () => {
  const plugin = oneTalk() as unknown as { buildStart: () => void, apply?: string, transform: (code: string, id: string) => { code: string } }
  expect(() => plugin.buildStart()).not.toThrow()
  expect(plugin.apply).toBeUndefined()
  const id = `${clientRoot}/state/shared.ts`
  const { code } = plugin.transform(readFileSync(id, 'utf8'), id)
  expect(code).not.toMatch(/server-reactive|createSyncState/)
})

test('an amendment that Slidev has made needless would be noticed: the faults are still there', () => {
  const read = (file: string) => readFileSync(`${clientRoot}/${file}`, 'utf8')
  expect(read('setup/root.ts')).toContain('router.afterEach(updateSharedState)')
  expect(read('composables/useNav.ts')).toContain('Math.max(+(queryClicksRaw.value ?? 0), context.clicksStart)')
  expect(read('composables/useDrawings.ts')).toContain(`useLocalStorage('slidev-drawing-enabled', false)`)
})
