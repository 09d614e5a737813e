import type { Confidence, EvidenceClass, Kind, Origin, Precision, Verdict } from '../types.ts'
import { asOfProblem, dateProblem } from './dates.ts'
import type { Entry } from './entry.ts'
import { boolean, count, keepsRules, label, link, name, oneOf, optional, positiveNumber, required, source, sources, text, texts } from './rules.ts'
import type { Rules } from './rules.ts'

/** The kinds of a timeline entry, in the order in which a filter lists them. */
export const kinds: readonly Kind[] = ['launch', 'integration', 'language', 'tooling', 'testing']

const origins: readonly Origin[] = ['post', 'omitted', 'after']
const precisions: readonly Precision[] = ['day', 'month', 'year', 'unknown']
const verdicts: readonly Verdict[] = ['correct', 'imprecise', 'wrong']
const confidences: readonly Confidence[] = ['verified', 'recalled']
const evidences: readonly EvidenceClass[] = ['primary', 'secondary', 'none']
const firstLetters: Record<Origin, string> = { post: 'S', omitted: 'O', after: 'A' }

const slug = name(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'step-functions-local')

const provenance: Rules = {
  asOf: required(value => typeof value === 'string' || typeof value === 'number' ? asOfProblem(String(value)) : 'must be a date'),
  dated: optional(boolean),
  note: optional(text(160)),
  source,
  evidence: oneOf(evidences),
  confidence: oneOf(confidences),
}

const timelineRules: Rules = {
  id: name(/^[SOA]\d\d$/, 'S07, O04 or A22'),
  date: required(() => undefined),
  precision: oneOf(precisions),
  noLaterThan: optional(boolean),
  kind: oneOf(kinds),
  origin: oneOf(origins),
  title: text(60),
  shipped: text(200),
  post: optional(text(120)),
  verdict: optional(oneOf(verdicts)),
  correction: optional(text(180)),
  url: link,
  urlConfirmed: boolean,
  evidence: oneOf(evidences),
  confidence: oneOf(confidences),
  sources: texts(1),
  systems: texts(1),
  demo: optional(slug),
}

/** What each file must hold, by the file's name without `.yaml`: `true` when an entry is in order. */
export const checks: Record<string, (entry: Entry) => boolean> = {
  timeline: entry => keepsRules(entry, timelineRules) && keepsTimelineRules(entry),
  systems: entry => keepsRules(entry, { id: slug, name: text(40), line: text(120), url: link }),
  questions: entry => keepsRules(entry, {
    id: name(/^[a-z]$/, 'a'),
    topic: text(40),
    quote: text(120),
    answer: text(180),
    reason: text(420),
    sources,
    timeline: texts(1),
  }),
  quotas: entry => keepsRules(entry, {
    id: slug,
    name: text(90),
    value: optional(positiveNumber),
    unit: optional(text(20)),
    text: text(130),
    ...provenance,
  }),
  prices: entry => keepsRules(entry, {
    id: slug,
    name: text(60),
    value: positiveNumber,
    unit: oneOf(['USD', 'MB', 'ms', 'transitions']),
    per: optional(positiveNumber),
    of: optional(text(20)),
    text: text(100),
    ...provenance,
  }),
  costs: entry => keepsRules(entry, {
    id: slug,
    name: text(60),
    events: count,
    transitions: count,
    note: optional(text(100)),
    source,
    evidence: oneOf(evidences),
    confidence: oneOf(confidences),
  }),
}

/** The rules of a timeline entry that concern several fields at once. */
function keepsTimelineRules(entry: Entry): boolean {
  const { id, precision, origin, verdict, confidence, evidence } = entry.value
  const date = typeof entry.value.date === 'number' ? String(entry.value.date) : entry.value.date as string | null
  let kept = true
  const report = (message: string, field: string) => {
    kept = false
    entry.report(`${label(entry)}: ${message}`, field)
  }

  const problem = dateProblem(date, precision as Precision)
  if (problem !== undefined)
    report(problem, 'date')
  if (confidence === 'recalled' && precision === 'day')
    report('a recalled date is shown to the month at most', 'precision')
  if ((confidence === 'recalled') !== (evidence === 'none'))
    report('what has no evidence is recalled, and the other way round', 'confidence')
  if (!String(id).startsWith(firstLetters[origin as Origin]))
    report(`an entry of origin ${String(origin)} has an id with ${firstLetters[origin as Origin]}`, 'origin')
  if (origin === 'post') {
    for (const field of ['post', 'verdict']) {
      if (!entry.fields.includes(field))
        report(`a claim of the post needs ${field}`, 'origin')
    }
    const together = String(entry.value.post ?? '').length + String(entry.value.correction ?? '').length
    if (together > 175)
      report(`post and correction are ${together} characters together, 175 fit on the slide`, 'correction')
    if (verdict !== 'correct' && !entry.fields.includes('correction'))
      report(`a claim that is ${String(verdict)} needs a correction`, 'verdict')
  }
  else {
    for (const field of ['post', 'verdict', 'correction']) {
      if (entry.fields.includes(field))
        report(`${field} belongs to claims of the post only`, field)
    }
  }
  return kept
}
