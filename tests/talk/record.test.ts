import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMessage } from '../../talk/messages.ts'
import { firstState, following, isNewer, readRecord, type TalkRecord } from '../../talk/record.ts'

const moment = fc.integer({ min: 0, max: 8e15 })
const name = fc.string({ minLength: 1, maxLength: 64 })
const record: fc.Arbitrary<TalkRecord> = fc.record({
  revision: fc.integer({ min: 0, max: 3 }),
  since: moment,
  by: fc.constantFrom('a', 'b', 'c'),
  state: fc.record({
    slide: fc.integer({ min: 1, max: 10_000 }),
    clicks: fc.integer({ min: 0, max: 1_000_000 }),
    free: fc.dictionary(fc.string({ maxLength: 20 }).filter(key => !(key in Object.prototype)), fc.json(), { maxKeys: 4 }),
    black: fc.boolean(),
    clock: fc.record({
      status: fc.constantFrom('stopped' as const, 'running' as const, 'paused' as const),
      startedAt: moment,
      pausedAt: moment,
      chapters: fc.array(fc.record({ chapter: fc.integer({ min: 0, max: 100 }), at: moment }), { maxLength: 3 }),
    }),
  }),
})
const sound = { revision: 1, since: 5, by: 'a', state: { ...firstState } }

describe('a record from elsewhere', () => {
  test('is read as it was written, over JSON too', () => {
    fc.assert(fc.property(record, (one) => {
      expect(readRecord(one)).toEqual(one)
      expect(readRecord(JSON.parse(JSON.stringify(one)))).toEqual(JSON.parse(JSON.stringify(one)))
    }))
  })

  test('whatever it is, reading it never throws, and what passes is sound', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (value) => {
      for (const whole of [value, { ...sound, state: value }, { ...sound, state: { ...firstState, free: value } }, { ...sound, state: { ...firstState, clock: value } }]) {
        const read = readRecord(whole)
        if (read)
          expect(readRecord(read)).toEqual(read)
        expect(() => readMessage({ type: 'record', from: 'x', record: whole })).not.toThrow()
      }
      expect(() => readMessage(value)).not.toThrow()
    }))
  })

  test.each<[string, object]>([
    ['no slide', { state: { ...firstState, slide: 0 } }],
    ['half a click', { state: { ...firstState, clicks: 0.5 } }],
    ['a click that is no number', { state: { ...firstState, clicks: Number.NaN } }],
    ['free play that is no JSON', { state: { ...firstState, free: { fork: '{' } } }],
    ['free play that is no text', { state: { ...firstState, free: { fork: { click: 1 } } } }],
    ['a clock of another kind', { state: { ...firstState, clock: { ...firstState.clock, status: 'broken' } } }],
    ['a revision that leaves none after it', { revision: Number.MAX_SAFE_INTEGER }],
    ['no beginning', { since: undefined }],
    ['a nameless window', { by: '' }],
  ])('does not pass with %s', (_, wrong) => {
    expect(readRecord({ ...sound, ...wrong })).toBeUndefined()
  })

  test('with the names of every object in it changes no object', () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const free = JSON.parse(`{"${key}": "{\\"polluted\\":1}"}`)
      expect(readRecord({ ...sound, state: { ...firstState, free } }), key).toBeUndefined()
    }
    expect(readRecord(JSON.parse(`{"revision":1,"since":5,"by":"a","__proto__":{"state":${JSON.stringify(firstState)}}}`))).toBeUndefined()
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('which of two records holds', () => {
  test('is the same whoever asks: exactly one of two that differ in revision or window, and in order over three', () => {
    fc.assert(fc.property(record, record, record, (one, other, third) => {
      const alike = one.revision === other.revision && one.by === other.by
      expect(Number(isNewer(one, other)) + Number(isNewer(other, one))).toBe(alike ? 0 : 1)
      if (isNewer(one, other) && isNewer(other, third))
        expect(isNewer(one, third)).toBe(true)
    }))
  })

  test('the one after a change is newer, and belongs to the same talk', () => {
    fc.assert(fc.property(record, name, moment, (one, by, now) => {
      const next = following(one, by, firstState, now)
      expect(isNewer(next, one)).toBe(true)
      expect(next.since).toBe(one.since)
    }))
    expect(following(undefined, 'a', firstState, 7)).toMatchObject({ revision: 1, since: 7 })
  })
})
