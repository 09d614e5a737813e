import type { Component } from 'vue'
import type { Case, CaseFile } from '../../../engine/simulation/cases/cases.ts'
import type { WorldRecording } from '../../../engine/simulation/recording/world-recording.ts'
import type { OnlyCases, StageOptions, StageProps } from '../../many/stage.ts'

/** One way to look at all executions at once. */
export interface WorldPane {
  /** On its button. */
  name: string
  load: () => Promise<{ default: Component<StageProps<OnlyCases>> }>
  options: StageOptions
}

/** More lines than these in one chart, and none can be followed. */
const MOST_LINES = 4

/**
 * The panes that there is something to see in: those of the live slides, found out from the run instead of named by a page.
 *
 * @param world what has been run
 * @param item the case
 * @param file names the gauges
 */
export function worldPanes(world: WorldRecording, item: Pick<Case, 'aliases'>, file: Pick<CaseFile, 'gauges'>): WorldPane[] {
  const { executions, mapRuns, starts } = world
  const lines = file.gauges.map(({ name }) => name).filter(name => world.gauges[name]).slice(0, MOST_LINES)
  const begun = executions.filter(({ run }) => run !== undefined)
  const pane = (name: string, load: WorldPane['load'], options: StageOptions = {}): WorldPane => ({ name, load, options })
  return [
    ...mapRuns.map((_, run) => pane(mapRuns.length === 1 ? 'map run' : `map run ${run + 1}`, () => import('../../many/MapRunStage.vue'), { run })),
    ...executions.length > 1 || mapRuns.length === 0 ? [pane('lanes', () => import('../../many/LanesStage.vue'))] : [],
    ...begun.length > 1 ? [pane('attempts', () => import('../../many/HistogramStage.vue'))] : [],
    ...lines.length > 0 ? [pane('gauges', () => import('../../many/GaugeStage.vue'), { lines })] : [],
    ...executions.some(({ startedBy }) => startedBy !== undefined) ? [pane('generations', () => import('../../many/LineageStage.vue'))] : [],
    ...starts.some(({ outcome }) => outcome !== 'started') ? [pane('starts', () => import('../../many/StartsStage.vue'))] : [],
    ...Object.keys(item.aliases).length > 0 ? [pane('versions', () => import('../../many/SplitStage.vue'))] : [],
  ]
}
