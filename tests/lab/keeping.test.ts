import { beforeEach, describe, expect, test, vi } from 'vitest'
import { differences, takeHunk } from '../../components/lab/differences.ts'
import { exportKept, importKept } from '../../components/lab/keeping.ts'
import { answeredIn, OWN, ownCase, readJson } from '../../components/lab/own-case.ts'
import { EMPTY_CASES } from '../../components/lab/empty.ts'

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

describe('What is kept goes to a file and back', () => {
  const store = new Map<string, string>()
  beforeEach(() => {
    store.clear()
    vi.stubGlobal('localStorage', new Proxy({ getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => void store.set(key, value) }, { ownKeys: () => [...store.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) }))
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
  })

  test.each([['{', /no JSON/], ['{"lab": 2}', /not saved by the lab/], ['{"lab": 1, "kept": {"a": {"text": 1}}}', /can’t be read/]])('a file that is none is refused: %s', (file, message) => {
    expect(() => importKept(file)).toThrow(message)
  })
})
