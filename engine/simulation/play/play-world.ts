import type { Pause } from '../../asl/index.ts'
import type { BeatTone } from '../views/beats.ts'
import type { Case, WorldAction } from '../cases/cases.ts'
import type { Pattern } from './pattern.ts'
import type { WorldExecution, WorldRecording } from '../recording/world-recording.ts'
import { activeStates } from '../views/active-states.ts'
import { pagePause } from '../run/page-pause.ts'
import { mapRunSeries, type MapRunSeries } from '../recording/map-run-series.ts'
import { recordingOf } from '../recording/recording.ts'
import { PAGE_LIMITS, type WorkLimits, WorkWatch } from '../run/work.ts'
import { ScheduledCase } from './scheduled-case.ts'

/** A moment of a world that is worth a click. */
export interface WorldBeat {
  /** Virtual seconds since the world began. */
  at: number
  say: string
  tone: BeatTone
}

/** A case of many executions that has been run. */
export interface PlayedWorld {
  world: WorldRecording
  beats: WorldBeat[]
  /** Indexes of the case's beats that come after everything was over. */
  missing: number[]
}

export interface PlayWorldOptions {
  /** What is done from outside besides the actions of the case. */
  actions?: readonly WorldAction[]
  /** Hands the thread back now and then; after every few milliseconds by default. */
  pause?: Pause
  /** How much work all executions may be together; what a page bears by default. */
  limits?: WorkLimits
  /** Told again and again while work is done. */
  onWork?: () => void
}

/**
 * Runs a case of many executions: all on one clock, in one simulated account. The same pattern and case give the same recording.
 *
 * @param pattern the workflows, their mocks, their cases, and what handlers.ts adds
 * @param item a case with `runs`
 * @param options what else is done, how a page is kept going meanwhile, and how much work it may be
 * @throws WorkLimitReached when it is more
 */
export async function playWorld(pattern: Pattern, item: Case, { actions, pause = pagePause(), limits = PAGE_LIMITS, onWork }: PlayWorldOptions = {}): Promise<PlayedWorld> {
  const watch = new WorkWatch(limits, onWork)
  const scheduled = new ScheduledCase(pattern, item, watch, actions)
  await scheduled.clock.run(item.until === undefined ? undefined : scheduled.origin + item.until * 1000, () => watch.turn() ?? pause())
  watch.check()
  const executions = await recordExecutions(scheduled, pause)
  const world: WorldRecording = {
    executions,
    starts: scheduled.starts,
    gauges: scheduled.gauges,
    elapsed: elapsedOf(scheduled, executions, item),
    mapRuns: await recordMapRuns(scheduled, pause),
  }
  const missing = item.beats.flatMap(({ at }, index) => typeof at === 'number' && at > world.elapsed ? [index] : [])
  return { world, beats: beatsOf(world, item), missing }
}

/** A long history is read bit by bit, with pauses. */
const EVENTS_AT_ONCE = 1000

async function recordExecutions(scheduled: ScheduledCase, pause: Pause): Promise<WorldExecution[]> {
  const { world, tracked, origin } = scheduled
  const { executions, origins } = world.stateMachines
  const indexes = new Map(executions.map((execution, index) => [execution.arn, index]))
  const recorded: WorldExecution[] = []
  for (const [index, execution] of executions.entries()) {
    const entry = tracked.get(execution)!
    while (execution.shapeEvents(EVENTS_AT_ONCE)) await pause()
    const { version, startedBy } = origins.get(execution)!
    const parent = startedBy === undefined ? undefined : indexes.get(startedBy)
    recorded.push({
      index,
      name: execution.name,
      arn: execution.arn,
      machine: execution.machine.name,
      workflow: scheduled.workflowOf(entry),
      ...(version === undefined ? {} : { version }),
      ...(entry.run === undefined ? {} : { run: entry.run }),
      ...(parent === undefined ? {} : { startedBy: parent }),
      at: (execution.startedAt - origin) / 1000,
      recording: recordingOf(execution, entry.journal),
    })
    await pause()
    // What every view needs of a history is worked out here, where a long history may take its time.
    const { recording } = recorded.at(-1)!
    recording.meters()
    await pause()
    activeStates(recording, 0)
    await pause()
  }
  return recorded
}

async function recordMapRuns({ world, origin }: ScheduledCase, pause: Pause): Promise<MapRunSeries[]> {
  const recorded: MapRunSeries[] = []
  for (const [index, { mapRuns }] of world.stateMachines.executions.entries()) {
    for (const run of mapRuns) {
      recorded.push(mapRunSeries(run, index, origin))
      await pause()
    }
  }
  return recorded
}

/** Until the end of what is watched; without `until`, until the last thing has happened that anybody can see. */
function elapsedOf(scheduled: ScheduledCase, executions: readonly WorldExecution[], { until }: Case): number {
  if (until !== undefined)
    return until
  let last = 0
  const happened = (at: number) => { last = Math.max(last, at) }
  for (const { at, recording } of executions) {
    happened(at + recording.elapsed)
    for (const entry of recording.journal) happened(at + entry.at)
  }
  for (const { at } of scheduled.starts) happened(at)
  for (const points of Object.values(scheduled.gauges)) happened(points.at(-1)![0])
  return last
}

function beatsOf(world: WorldRecording, { beats }: Case): WorldBeat[] {
  let before = -1
  const allInVain = world.executions.length > 0 && world.executions.every(({ recording }) => recording.endedAt !== undefined && recording.status !== 'SUCCEEDED')
  return beats.map(({ at: moment, say }) => {
    const at = moment === 'end' ? world.elapsed : Math.min(moment ?? 0, world.elapsed)
    const ended = world.executions.filter(({ at: began, recording }) => recording.endedAt !== undefined && began + recording.elapsed > before && began + recording.elapsed <= at)
    const refused = world.starts.some(start => start.outcome === 'refused' && start.at > before && start.at <= at)
    before = at
    const trouble = refused || ended.some(({ recording }) => recording.status !== 'SUCCEEDED')
    return { at, say, tone: trouble ? 'failed' : moment === 'end' ? allInVain ? 'failed' : 'succeeded' : 'in-progress' }
  })
}
