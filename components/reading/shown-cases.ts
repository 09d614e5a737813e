import type { Case, CaseFile } from '../../engine/simulation/cases/cases.ts'
import { formatSpan } from '../live/time-scale.ts'

/** The names in a slide's selection of cases, `cases="glue,expressions"`. */
export function namesOf(selection: string | undefined): string[] {
  return (selection ?? '').split(/[\s,]+/).filter(Boolean)
}

/** The case that stands for a slide where only one can be shown: the first of those that cases.yaml names for paper, else the last. */
export function paperCase({ papers }: Pick<CaseFile, 'papers'>, cases: readonly Case[]): Case {
  const named = papers.find(name => cases.some(item => item.name === name))
  return cases.find(item => item.name === named) ?? cases.at(-1)!
}

/** A moment of virtual time as a reader counts: `12 s`, `5 min`, `2.5 h`; `0` where a run begins. */
export function readTime(seconds: number): string {
  return seconds === 0 ? '0' : formatSpan(seconds)
}
