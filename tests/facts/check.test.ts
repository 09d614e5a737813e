import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDiagnostic, readFacts } from '../../facts/check.ts'
import { facts } from './facts.ts'

const entry = {
  id: 'S12',
  date: '2019-05',
  precision: 'month',
  kind: 'integration',
  origin: 'post',
  title: 'Callbacks with a task token',
  shipped: 'A task hands out a token.',
  post: '“callback patterns were introduced”',
  verdict: 'imprecise',
  correction: 'Nearly.',
  url: 'https://aws.amazon.com/step-functions/',
  urlConfirmed: 'true',
  evidence: 'primary',
  confidence: 'verified',
  sources: '[a changelog]',
  systems: '[callbacks]',
}

/** The entry as YAML, one field a line in the order above, with some fields changed or (undefined) left out. */
function timeline(...changes: Partial<Record<keyof typeof entry | 'demo' | 'wrong', string | undefined>>[]) {
  return changes.map(change => Object.entries({ ...entry, ...change })
    .filter(([, value]) => value !== undefined)
    .map(([field, value], index) => `${index === 0 ? '- ' : '  '}${field}: ${value}\n`)
    .join('')).join('\n')
}

const diagnosticsOf = (text: string, name: string) => readFacts([{ name, text }]).diagnostics
const check = (text: string, name = 'facts/timeline.yaml') => diagnosticsOf(text, name).map(formatDiagnostic)

describe('a mistake in the timeline is named with file and line', () => {
  it('but what is in order is not', () => {
    expect(check(timeline({}))).toEqual([])
  })

  it.each<[string, Parameters<typeof timeline>[0], string]>([
    ['unknown year', { date: '2091-05' }, ':2: S12: unknown year 2091: the facts cover 2012 to 2026'],
    ['year before the history', { date: '2011-05' }, ':2: S12: unknown year 2011: the facts cover 2012 to 2026'],
    ['day in the future', { date: '2026-12-01', precision: 'day' }, ':2: S12: 2026-12-01 lies after 2026-11-30, the day the facts were last gone through'],
    ['day that does not exist', { date: '2019-02-29', precision: 'day' }, ':2: S12: 2019-02-29 is not in the calendar'],
    ['month that does not exist', { date: '2019-13' }, ':2: S12: 2019-13 is not in the calendar'],
    ['date more exact than confirmed', { date: '2019-05-23' }, ':2: S12: a date with precision month looks like 2019-12, not 2019-05-23'],
    ['date less exact than claimed', { date: '2019', precision: 'day' }, ':2: S12: a date with precision day looks like 2019-12-03, not 2019'],
    ['date where there is none', { precision: 'unknown' }, ':2: S12: precision is unknown, so date must be null, not 2019-05'],
    ['words instead of a date', { date: 'spring' }, ':2: S12: a date with precision month looks like 2019-12, not spring'],
    ['unknown precision', { precision: 'week' }, ':3: S12: precision must be one of day, month, year, unknown, not week'],
    ['unknown kind', { kind: 'party' }, ':4: S12: kind must be one of launch, integration, language, tooling, testing, not party'],
    ['unknown origin', { origin: 'rumour' }, ':5: S12: origin must be one of post, omitted, after, not rumour'],
    ['id of another origin', { id: 'A12' }, ':5: A12: an entry of origin post has an id with S'],
    ['id out of shape', { id: 'callback' }, ':1: callback: id must look like S07, O04 or A22, not callback'],
    ['empty title', { title: '""' }, ':6: S12: title must be text'],
    ['text too long', { shipped: 'a'.repeat(201) }, ':7: S12: shipped is 201 characters long, 200 fit on the slide'],
    ['correction too long', { correction: 'a'.repeat(181) }, ':10: S12: correction is 181 characters long, 180 fit on the slide'],
    ['quotation and correction too long together', { post: 'a'.repeat(80), correction: 'a'.repeat(96) }, ':10: S12: post and correction are 176 characters together, 175 fit on the slide'],
    ['missing quotation', { post: undefined }, ':5: S12: a claim of the post needs post'],
    ['missing verdict', { verdict: undefined, correction: undefined }, ':5: S12: a claim of the post needs verdict'],
    ['missing correction', { correction: undefined }, ':9: S12: a claim that is imprecise needs a correction'],
    ['verdict on something else', { id: 'O12', origin: 'omitted', post: undefined, correction: undefined }, ':8: O12: verdict belongs to claims of the post only'],
    ['malformed link', { url: 'aws.amazon.com/step-functions' }, ':11: S12: url is not a link: aws.amazon.com/step-functions'],
    ['link with a blank', { url: 'https://aws.amazon.com/step functions' }, ':11: S12: url is not a link: https://aws.amazon.com/step functions'],
    ['link to nowhere', { url: 'https://localhost/' }, ':11: S12: url is not a link: https://localhost/'],
    ['not a yes or no', { urlConfirmed: 'perhaps' }, ':12: S12: urlConfirmed must be true or false, not perhaps'],
    ['recalled to the day', { date: '2019-05-23', precision: 'day', confidence: 'recalled', evidence: 'none' }, ':3: S12: a recalled date is shown to the month at most'],
    ['verified by nothing', { evidence: 'none' }, ':14: S12: what has no evidence is recalled, and the other way round'],
    ['missing source', { sources: '[]' }, ':15: S12: sources needs an entry at least'],
    ['source left out', { sources: undefined }, ':1: S12: missing sources'],
    ['misspelt field', { wrong: 'x' }, ':17: S12: unknown field wrong'],
  ])('%s', (_, change, message) => {
    expect(check(timeline(change))).toContain(`facts/timeline.yaml${message}`)
  })

  it('duplicate id, on the second', () => {
    expect(check(timeline({}, {}))).toEqual(['facts/timeline.yaml:18: S12: an earlier entry has this id already'])
  })

  it('text that is not YAML', () => {
    expect(check(`${timeline({})}  title: "open\n`).join()).toMatch(/^facts\/timeline\.yaml:1[78]: not YAML: /)
  })

  it.each([['nothing', ''], ['words', 'hello'], ['one entry without a list', 'id: S01']])('a file with %s', (_, text) => {
    expect(check(text)).toEqual(['facts/timeline.yaml:1: expected a list of entries, each starting with `- id:`'])
  })

  it('an entry without fields', () => {
    expect(check(`${timeline({})}\n- S13\n`)).toEqual(['facts/timeline.yaml:18: expected an entry with fields, starting with `- id:`'])
  })
})

describe('the other files are checked too', () => {
  const question = [
    '- id: a', '  topic: EKS', '  quote: “weird”', '  answer: It is two in one.', '  reason: One half is AWS.',
    '  sources:', '    - text: a guide', '      url: https://docs.aws.amazon.com/', '  timeline: [S12]', '',
  ].join('\n')
  const system = '- id: callbacks\n  name: Callbacks\n  line: Hand out a token.\n  url: https://docs.aws.amazon.com/\n'
  const price = [
    '- id: express-request', '  name: Express', '  value: 1', '  unit: USD', '  text: $1', '  asOf: 2026-03-14',
    '  source: { text: a page }', '  evidence: primary', '  confidence: verified', '',
  ].join('\n')

  it.each([
    ['questions.yaml', question.replace('    - text: a guide\n      url', '    - link'), ':7: a: sources has no text that names the source'],
    ['questions.yaml', question.replace('https://docs', 'docs').replace('sources:\n', 'sources:\n    - text: another\n'), ':8: a: sources is not a link: docs.aws.amazon.com/'],
    ['questions.yaml', question.replace('It is two in one.', 'a'.repeat(181)), ':4: a: answer is 181 characters long, 180 fit on the slide'],
    ['systems.yaml', system.replace('callbacks', 'Call backs'), ':1: Call backs: id must look like step-functions-local, not Call backs'],
    ['prices.yaml', price.replace('value: 1', 'value: free'), ':3: express-request: value must be a number above 0, not free'],
    ['prices.yaml', price.replace('unit: USD', 'unit: EUR'), ':4: express-request: unit must be one of USD, MB, ms, transitions, not EUR'],
    ['prices.yaml', price.replace('2026-03-14', 'last spring'), ':6: express-request: asOf must be a date such as 2026-08-20, 2022-06 or 2025, not last spring'],
    ['prices.yaml', price.replace('2026-03-14', '2031'), ':6: express-request: asOf is no date of a source: unknown year 2031: the facts cover 2012 to 2026'],
    ['prices.yaml', price.replace('  source: { text: a page }\n', ''), ':1: express-request: missing source'],
    ['quotas.yaml', price.replace('value: 1', 'value: -1'), ':3: express-request: value must be a number above 0, not -1'],
    ['costs.yaml', '- { id: pass, name: Pass, events: 2.5, transitions: 1, source: { text: a run }, evidence: primary, confidence: verified }', ':1: pass: events must be a whole number, 0 or more, not 2.5'],
    ['rumours.yaml', '', ':1: unknown file of facts: expected timeline.yaml, systems.yaml, questions.yaml, quotas.yaml, prices.yaml, costs.yaml'],
  ])('%s %#', (name, text, message) => {
    expect(check(text, name)).toEqual([`${name}${message}`])
  })

  it('references are followed from file to file', () => {
    const read = (timelineText: string, systems: string, questions: string) => readFacts([
      { name: 'facts/timeline.yaml', text: timelineText },
      { name: 'facts/systems.yaml', text: systems },
      { name: 'facts/questions.yaml', text: questions },
    ])
    const sound = read(timeline({}), system, question)
    expect(sound.diagnostics).toEqual([])
    expect(sound.facts.systems[0]?.timeline).toEqual(['S12'])

    expect(read(timeline({ systems: '[callbacks, callback]' }), `${system}${system.replace('callbacks', 'swf')}`, question.replace('[S12]', '[S12, S99]')).diagnostics.map(formatDiagnostic)).toEqual([
      'facts/timeline.yaml:16: S12: unknown system callback; did you mean callbacks?',
      'facts/systems.yaml:5: swf: no timeline entry names this system',
      'facts/questions.yaml:9: a: unknown timeline entry S99',
    ])
  })
})

it('any text gets diagnostics inside the file, never an exception', () => {
  const line = fc.constantFrom('- id: S01', '  date: 2019-05', '  precision: month', '  sources: [', '  systems: *x', '- &x', '  ? a', '  url: {}', '---', '\t- id', '  timeline: [1, {}]')
  fc.assert(fc.property(fc.oneof(fc.string(), fc.array(line).map(lines => lines.join('\n'))), fc.constantFrom('timeline', 'questions', 'prices'), (text, name) => {
    for (const diagnostic of diagnosticsOf(text, `${name}.yaml`)) {
      expect(diagnostic.line).toBeGreaterThanOrEqual(1)
      expect(diagnostic.line).toBeLessThanOrEqual(text.split(/\r?\n|\r/).length)
      expect(diagnostic.message).not.toBe('')
    }
  }), { numRuns: 400 })
})

it('a file that is not YAML is one message, also where others name its entries', () => {
  const files = [{ name: 'facts/timeline.yaml', text: timeline({}, { id: 'S13' }).replace('  kind', '\tkind') }, { name: 'facts/systems.yaml', text: '- id: callbacks\n  name: Callbacks\n  line: A token.\n  url: https://aws.amazon.com/\n' }]
  expect(readFacts(files).diagnostics.map(formatDiagnostic)).toEqual(['facts/timeline.yaml:4: not YAML: Tabs are not allowed as indentation'])
})

it('a demo is a pattern or a named slide, and a misspelt one has its near name', () => {
  const complaints = (demo: string) => readFacts([{ name: 'facts/timeline.yaml', text: timeline({ demo }) }], { demos: ['outbox', 'saga'] }).diagnostics.map(formatDiagnostic)
  expect(complaints('outbox')).toEqual([])
  expect(complaints('outbx')).toEqual(['facts/timeline.yaml:17: S12: unknown demo outbx, neither a pattern nor the routeAlias of a slide; did you mean outbox?'])
})

it('scripts/check-facts.ts counts what is there', () => {
  const script = fileURLToPath(new URL('../../scripts/check-facts.ts', import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' })
  const counts = Object.entries(facts).map(([kind, entries]) => `${entries.length} ${kind}`)
  expect(counts.length).toBe(6)
  expect(stdout).toContain(`facts/ is in order: ${counts.join(', ')}`)
  expect(status).toBe(0)
})
