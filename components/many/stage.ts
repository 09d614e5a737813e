import type { Component } from 'vue'
import type { Case } from '../../engine/simulation/cases/cases.ts'
import type { WorldView } from '../../engine/simulation/views/view-world.ts'
import type { WorldRecording } from '../../engine/simulation/recording/world-recording.ts'
import type { PatternModule } from '../../scripts/vite/content/patterns.ts'

/** What most stages ask of a pattern: how things are called, not how they are drawn. */
export type OnlyCases = Pick<PatternModule, 'cases'>

export type StageComponent = Component<StageProps> | Component<StageProps<OnlyCases>>

/** What the page writes in `:options`; what each stage knows of them stands at its own `options`. */
export type StageOptions = Record<string, any>

/** What every stage of many executions is given. All it shows is a function of this. */
export interface StageProps<Module extends OnlyCases = PatternModule> {
  world: WorldRecording
  /** The world at the moment that is shown. */
  view: WorldView
  /** The moment that is shown, in seconds of virtual time. */
  at: number
  /** The moment of the last beat: where a time axis ends. */
  end: number
  item: Case
  settings: Case['settings']
  caseName: string
  module: Module
  options: StageOptions
}
