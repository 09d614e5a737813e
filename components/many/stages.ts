import type { StageName } from './stage-names.ts'
import type { StageComponent } from './stage.ts'

/** The stages there are; a slide loads the one it names. */
export const STAGES: Record<StageName, () => Promise<{ default: StageComponent }>> = {
  lanes: () => import('./LanesStage.vue'),
  race: () => import('./RaceStage.vue'),
  histogram: () => import('./HistogramStage.vue'),
  lineage: () => import('./LineageStage.vue'),
  split: () => import('./SplitStage.vue'),
  starts: () => import('./StartsStage.vue'),
  maprun: () => import('./MapRunStage.vue'),
  gauges: () => import('./GaugeStage.vue'),
}
