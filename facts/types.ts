/**
 * The shapes of the files in this folder. Every figure and date a slide shows comes from one of them,
 * with the source it rests on and how far that source can be trusted.
 */

/** What kind of change an entry is; the timeline's filter. */
export type Kind = 'launch' | 'integration' | 'language' | 'tooling' | 'testing'

/** `post`: a claim of the 2022 post. `omitted`: had shipped by then, not in the post. `after`: came later. */
export type Origin = 'post' | 'omitted' | 'after'

/** How much of a date is confirmed. A date is never written more exactly than this. */
export type Precision = 'day' | 'month' | 'year' | 'unknown'

/** How a claim of the post held up. */
export type Verdict = 'correct' | 'imprecise' | 'wrong'

/** `recalled` is memory nobody could confirm: it is shown to the month at most, and as "not confirmed". */
export type Confidence = 'verified' | 'recalled'

/** `primary`: AWS or the project itself. `secondary`: somebody who reports or links it. `none`: nothing was found. */
export type EvidenceClass = 'primary' | 'secondary' | 'none'

/** The parts of a timeline entry that a slide shows. */
export interface TimelineEntry {
  /** S01 and on the post's claims, O01 and on what it left out, A01 and on what came after. */
  id: string
  /** `2019-12-03`, `2019-05`, `2021` or null, as `precision` says. */
  date: string | null
  precision: Precision
  /** The date is when it was first seen; it may have shipped earlier. */
  noLaterThan?: boolean
  kind: Kind
  origin: Origin
  title: string
  shipped: string
  /** What the post said, quoted or in short; only for claims of the post. */
  post?: string
  verdict?: Verdict
  /** What to add to the claim, kindly. Always there when the verdict is not `correct`. */
  correction?: string
  url: string
  /** False: the address itself was not confirmed, only what it is about. */
  urlConfirmed: boolean
  evidence: EvidenceClass
  confidence: Confidence
  /** Ids in systems.yaml. */
  systems: string[]
  /** The pattern that shows it live: a folder of snippets/. */
  demo?: string
}

/** A timeline entry as the file has it: with the trail of what its date and text rest on. */
export interface SourcedTimelineEntry extends TimelineEntry {
  sources: string[]
}

/** A system the post names. */
export interface System {
  id: string
  name: string
  /** What it is, in one line. */
  line: string
  url: string
  /** The timeline entries it appears in, oldest first. */
  timeline: string[]
}

export interface Source {
  text: string
  url?: string
}

/** A question that the post left open, answered. */
export interface Question {
  /** a–h. */
  id: string
  /** What it is about, in a word or two. */
  topic: string
  /** What the author wrote. */
  quote: string
  /** One sentence. */
  answer: string
  /** Two or three short sentences. */
  reason: string
  sources: Source[]
  timeline: string[]
}

/** What a number rests on. */
interface Sourced {
  note?: string
  source: Source
  evidence: EvidenceClass
  confidence: Confidence
}

/** A number that AWS may change. */
interface Dated extends Sourced {
  /** When the source said so: `2026-08-20`, `2022-06`. */
  asOf: string
  /** True for numbers that AWS has probably changed since: show them with their year, or not at all. */
  dated?: boolean
}

/** A limit of the service. */
export interface Quota extends Dated {
  id: string
  name: string
  /** Left out where the fact is not a number (delivery semantics, for one). */
  value?: number
  unit?: string
  /** The limit as a slide says it. */
  text: string
}

/** A price, or a step in which something is billed. */
export interface Price extends Dated {
  id: string
  name: string
  value: number
  /** `USD` for prices; `MB`, `ms` or `transitions` for billing steps and free allowances. */
  unit: string
  /** How many of `of` the value buys. */
  per?: number
  of?: string
  text: string
}

/** What one thing in a Standard execution adds to its history and its bill. */
export interface Cost extends Sourced {
  id: string
  name: string
  events: number
  transitions: number
}

/** All of it. */
export interface Facts {
  timeline: SourcedTimelineEntry[]
  systems: System[]
  questions: Question[]
  quotas: Quota[]
  prices: Price[]
  costs: Cost[]
}

/** Something wrong in a facts file. Lines and columns count from 1. */
export interface FactDiagnostic {
  file: string
  line: number
  column: number
  message: string
}
