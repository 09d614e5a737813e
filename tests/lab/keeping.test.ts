import { beforeEach, describe, expect, test, vi } from 'vitest'
import { differences, takeHunk } from '../../components/lab/share/differences.ts'
import { exportKept, importKept } from '../../components/lab/keeping/keeping.ts'
import { answeredIn, OWN, ownCase, readJson } from '../../components/lab/case/own-case.ts'
import { keepVersions, readVersions } from '../../components/lab/versions/versions.ts'
import { EMPTY_CASES } from '../../components/lab/case/empty.ts'

describe('Differences', () => {
  const mine = 'a\nb\nc\nd\ne'
  const theirs = 'a\nB\nB2\nc\ne\nf'

  test('are taken over one by one, until the texts are the same', () => {
    expect(differences(mine, theirs)).toEqual([
      { at: 1, mine: ['b'], theirs: ['B', 'B2'] },
      { at: 3, mine: ['d'], theirs: [] },
      { at: 5, mine: [], theirs: ['f'] },
    ])
    let text = mine
    for (let hunks = differences(text, theirs); hunks.length > 0; hunks = differences(text, theirs))
      text = takeHunk(text, hunks.at(-1)!)
    expect(text).toBe(theirs)
  })

  test('of a text and itself are none', () => expect(differences(mine, mine)).toEqual([]))
})

describe('A case of one’s own', () => {
  const mocks = { StateMachines: { Shop: { TestCases: { Down: { Pay: 'Declined' } } } }, MockedResponses: { Declined: { 0: { Throw: { Error: 'Payment.Declined', Cause: 'no' } } } } }

  test('begins with what another answers, and answers what it is told', () => {
    const answers = answeredIn(mocks, 'Shop', { mocks: 'Down' })
    expect(answers).toEqual({ Pay: mocks.MockedResponses.Declined })
    const own = ownCase(EMPTY_CASES.cases[0]!, 'Shop', { input: { boxes: 3 }, answers: { Pay: { 0: { Return: { id: 7 } } } } })
    expect(own.item).toMatchObject({ name: OWN, input: { boxes: 3 }, mocks: OWN })
    expect(answeredIn(own.mocks, 'Shop', own.item)).toEqual({ Pay: { 0: { Return: { id: 7 } } } })
  })

  test('says in one sentence what is no JSON', () => expect(() => readJson('{')).toThrow(/^This is no JSON: /))
})

/** What a browser has as localStorage, with room for so many characters. */
function storage(store: Map<string, string>, room = Infinity) {
  const setItem = (key: string, value: string) => {
    if (value.length > room)
      throw new DOMException('full', 'QuotaExceededError')
    store.set(key, value)
  }
  return new Proxy({ getItem: (key: string) => store.get(key) ?? null, setItem }, { ownKeys: () => [...store.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) })
}

describe('Versions', () => {
  const store = new Map<string, string>()
  beforeEach(() => {
    store.clear()
    vi.stubGlobal('localStorage', storage(store))
  })
  const texts = () => readVersions('a').map(({ text, moment }) => `${text} ${moment}`)

  test('are kept the newest first, beside those that another tab has kept', () => {
    keepVersions('a', [{ text: 'one', moment: 'checked', at: 1 }])
    store.set('lab-versions:1:a', JSON.stringify([{ text: 'theirs', moment: 'reset', at: 2 }, ...readVersions('a')]))
    expect(keepVersions('a', [{ text: 'two', moment: 'taken', at: 3 }])).toEqual(readVersions('a'))
    expect(texts()).toEqual(['two taken', 'theirs reset', 'one checked'])
    expect(readVersions('b')).toEqual([])
  })

  test('of the same text are one, the latest, and what was solved stays solved', () => {
    keepVersions('a', [{ text: 'one', moment: 'solved', at: 1 }, { text: 'two', moment: 'checked', at: 2 }, { text: 'one', moment: 'reset', at: 3 }, { text: 'two', moment: 'back', at: 4 }])
    expect(readVersions('a')).toEqual([{ text: 'two', moment: 'back', at: 4 }, { text: 'one', moment: 'solved', at: 3 }])
  })

  test('are twenty at most, and fewer where the browser has no room', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ text: `text ${at}`, moment: 'checked' as const, at }))
    expect(keepVersions('a', many)).toHaveLength(20)
    expect(texts()[0]).toBe('text 29 checked')
    vi.stubGlobal('localStorage', storage(store, 300))
    expect(keepVersions('a', [{ text: 'new', moment: 'checked', at: 99 }]).map(({ text }) => text)).toEqual(['new', 'text 29', 'text 28', 'text 27', 'text 26'])
    vi.stubGlobal('localStorage', storage(store, 0))
    expect(keepVersions('a', [{ text: 'newer', moment: 'checked', at: 100 }])[0]!.text).toBe('new')
  })

  test.each(['{', '{}', 'null', '[null, 1, {}, { "text": "a", "at": 1, "moment": "toString" }]'])('what is none is passed over: %s', (written) => {
    store.set('lab-versions:1:a', written)
    expect(readVersions('a')).toEqual([])
  })
})

describe('What is kept goes to a file and back', () => {
  const store = new Map<string, string>()
  beforeEach(() => {
    store.clear()
    vi.stubGlobal('localStorage', storage(store))
  })
  const kept = (text: string, at: number) => JSON.stringify({ text, at })

  test('the newer of two texts stays', () => {
    store.set('lab:1:money-back', kept('old', 1))
    store.set('lab:1:stop-polling', kept('new', 9))
    store.set('other', 'not ours')
    const file = exportKept().replace('"old"', '"newer"').replace('"at": 1', '"at": 5').replace('"at": 9', '"at": 8')
    expect(file).not.toContain('not ours')
    expect(importKept(file)).toEqual({ taken: 1, left: 1 })
    expect(store.get('lab:1:money-back')).toBe(kept('newer', 5))
    expect(store.get('lab:1:stop-polling')).toBe(kept('new', 9))
    expect(readVersions('money-back')).toMatchObject([{ text: 'old', moment: 'loaded' }])
  })

  test('versions go along, and are laid together', () => {
    store.set('lab:1:money-back', kept('now', 5))
    keepVersions('money-back', [{ text: 'one', moment: 'checked', at: 1 }])
    const file = exportKept()
    store.delete('lab-versions:1:money-back')
    keepVersions('money-back', [{ text: 'two', moment: 'solved', at: 2 }])
    expect(importKept(file)).toEqual({ taken: 0, left: 1 })
    expect(readVersions('money-back').map(({ text }) => text)).toEqual(['two', 'one'])
  })

  test.each([['{', /no JSON/], ['{"lab": 2}', /not saved by the lab/], ['{"lab": 1, "kept": {"a": {"text": 1}}}', /can’t be read/]])('a file that is none is refused: %s', (file, message) => {
    expect(() => importKept(file)).toThrow(message)
  })
})
