import type { ComputedRef } from 'vue'
import type { PatternSummary } from '../scripts/deck/pattern-summaries.ts'
import { patterns } from 'virtual:patterns'
import { computed } from 'vue'
import { namesOf, paperCase, selectCases } from './case-selection.ts'
import { useSteps } from './useSteps.ts'

export interface CaseClicks {
  /** The cases that the slide shows, in order. */
  cases: PatternSummary['cases']
  /** Cases that the slide asks for and that cannot be shown here; a sentence each. */
  misfits: string[]
  /** The click of the slide, from 0, over the beats of all cases. */
  click: ComputedRef<number>
  caseName: ComputedRef<string>
  /** The beat of the case, from 0. */
  beat: ComputedRef<number>
  goToClick: (click: number) => void
  /** Goes to a case's first beat. */
  choose: (name: string) => void
  /** Goes to a beat of the current case. */
  goToBeat: (beat: number) => void
}

/**
 * Makes every beat of every case a click of the slide, in order, so that the clicker, the presenter view, deep links and the export all
 * say the same. Printed without clicks, the slide stands at the last beat of the first of its cases that the pattern's cases.yaml names
 * for paper, or of its last case where it shows none of those.
 *
 * @param slug the pattern
 * @param options which cases
 * @param options.names the slide's selection, parted by commas or blanks; all cases of the kind by default
 * @param options.many cases that start many executions, or those with one
 */
export function useCaseClicks(slug: string, { names = '', many }: { names?: string, many: boolean }): CaseClicks {
  const summary = patterns[slug]
  const selected = selectCases(summary?.cases ?? [], names)
  const cases = selected.filter(item => item.many === many)
  const misfits = namesOf(names).length === 0
    ? []
    : selected.filter(item => item.many !== many).map(item => item.many
        ? `case “${item.name}” of “${slug}” starts many executions: place it with <LiveWorld>`
        : `case “${item.name}” of “${slug}” starts one execution: place it with <LiveWorkflow>`)
  const starts = cases.map((_, index) => cases.slice(0, index).reduce((sum, item) => sum + item.beats, 0))
  const beatCount = cases.reduce((sum, item) => sum + item.beats, 0)

  const paper = computed(() => {
    const shown = cases.indexOf(paperCase(summary?.papers ?? [], cases)!)
    return shown < 0 ? 0 : starts[shown]! + cases[shown]!.beats - 1
  })
  const { step: click, goTo: goToClick } = useSteps(`live-${slug}`, beatCount - 1, () => paper.value)
  const caseIndex = computed(() => starts.findLastIndex(start => start <= click.value))

  return {
    cases,
    misfits,
    click,
    caseName: computed(() => cases[caseIndex.value]?.name ?? ''),
    beat: computed(() => click.value - (starts[caseIndex.value] ?? 0)),
    goToClick,
    choose: name => goToClick(starts[cases.findIndex(item => item.name === name)] ?? 0),
    goToBeat: beat => goToClick((starts[caseIndex.value] ?? 0) + beat),
  }
}
