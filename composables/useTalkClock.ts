import type { ComputedRef, Ref } from 'vue'
import type { TalkClock } from '../talk/record.ts'
import type { TalkPlan, TalkTimes } from '../talk/clock.ts'
import { configs } from '@slidev/client'
import { parseTimeString } from '@slidev/parser/utils'
import { useIntervalFn } from '@vueuse/core'
import { computed, ref, shallowRef } from 'vue'
import { goneOf, pauseClock, resetClock, startClock, timesOf } from '../talk/clock.ts'
import { useTalk } from './useTalk.ts'

export interface TalkClockView {
  status: ComputedRef<TalkClock['status']>
  /** The time of the machine that leads, in milliseconds since 1970; ticks. */
  now: Readonly<Ref<number>>
  /** Seconds of the talk so far. */
  gone: ComputedRef<number>
  /** Seconds that the headmatter's `duration:` gives the talk. */
  duration: number
  /** What the clock shows large, in seconds: what is left where `timer:` says countdown, below 0 once it is over; else what has gone. */
  shown: ComputedRef<number>
  /** Beside the plan of the notes; undefined until that has come. */
  times: ComputedRef<TalkTimes | undefined>
  /** Starts it, pauses it, or lets it go on. */
  toggle: () => void
  /** Stops it; the next step forward starts it again. */
  reset: () => void
}

const TICK_MS = 250
const plan = shallowRef<TalkPlan>()

/** The talk's clock: the same in every window, started by the first step. For the presenter view and the remote, which fetch the plan. */
export function useTalkClock(): TalkClockView {
  const talk = useTalk()
  const now = ref(talk.now())
  useIntervalFn(() => now.value = talk.now(), TICK_MS)
  if (!plan.value) {
    import('virtual:talk-plan')
      .then(module => plan.value = module.default)
      .catch((error: unknown) => console.warn(`The clock is without the minutes of the notes: ${String(error)}`))
  }

  const duration = parseTimeString(configs.duration).seconds
  const gone = computed(() => goneOf(talk.state.clock, now.value))
  const set = (clock: TalkClock) => talk.change({ clock })
  return {
    status: computed(() => talk.state.clock.status),
    now,
    gone,
    duration,
    shown: computed(() => configs.timer === 'countdown' ? duration - gone.value : gone.value),
    times: computed(() => plan.value && timesOf(talk.state.clock, plan.value, talk.state.slide, now.value)),
    toggle: () => set(talk.state.clock.status === 'running' ? pauseClock(talk.state.clock, talk.now()) : startClock(talk.state.clock, talk.now())),
    reset: () => set(resetClock()),
  }
}
