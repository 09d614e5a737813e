import type { Ref } from 'vue'
import type { WorldExecution, WorldRecording } from '../../../engine/simulation/recording/world-recording.ts'
import type { Beat } from '../../../engine/simulation/views/beats.ts'
import type { RunProps } from './run-props.ts'
import { computed, ref, watch } from 'vue'
import { deriveBeats } from '../../../engine/simulation/views/beats.ts'
import { worldMoments } from '../../../engine/simulation/views/world-moments.ts'

/** Seconds below which two moments are one. */
const MICROSECOND = 1e-6

/**
 * Where somebody stands in a world: at a moment of the clock, and before one of the executions.
 *
 * @param world what has been run; with a new one the clock stands at its end
 * @param moment where to go: an event of an execution, or seconds
 * @returns `at`, seconds since the world began; `moments` to step through; the `execution` with `index`, its `beats` and which is `current`,
 * -1 before it began; `go` to one of its beats; `choose` another
 */
export function useWorldCursor(world: () => WorldRecording, moment: () => RunProps['moment']) {
  const clock = ref(world().elapsed)
  const index = ref(0)
  /** A beat that was gone to: others may have its moment. */
  const picked = ref<number>()

  const moments = computed(() => worldMoments(world()))
  const execution = computed((): WorldExecution | undefined => world().executions[index.value])
  const beats = computed((): Beat[] => execution.value ? deriveBeats(execution.value.recording) : [])
  const at = computed({
    get: () => clock.value,
    set: (seconds) => {
      picked.value = undefined
      clock.value = seconds
    },
  })
  const current = computed(() => picked.value ?? beats.value.findLastIndex(beat => execution.value!.at + beat.at <= clock.value + MICROSECOND))

  function choose(which: number) {
    picked.value = undefined
    index.value = which
  }
  function go(beat: number) {
    clock.value = execution.value!.at + beats.value[beat]!.at
    picked.value = beat
  }

  watch([world, moment], ([now, to], [before]: [WorldRecording?, RunProps['moment']?]) => {
    if (now !== before) {
      at.value = now.elapsed
      choose(Math.min(index.value, Math.max(0, now.executions.length - 1)))
    }
    const { execution: which, event, seconds } = to ?? {}
    if (which !== undefined && now.executions[which])
      choose(which)
    const beat = event === undefined ? -1 : beats.value.findIndex(({ position }) => position >= event)
    if (beat >= 0)
      go(beat)
    else if (seconds !== undefined)
      at.value = Math.min(seconds, now.elapsed)
  }, { immediate: true })

  return { at, moments, index: index as Readonly<Ref<number>>, execution, beats, current, go, choose }
}
