import type { SharedState } from '@slidev/client'
import { reactive, watch } from 'vue'
import { soonAfter } from './soon.ts'
import { point, pointer, state as talk, talkWindow } from './this-window.ts'

type Cursor = NonNullable<SharedState['cursor']>

/**
 * The talk in the form in which Slidev's views read and write it: its timer, its pointer and its notes go through the talk's record. Takes
 * the place of what Slidev makes for the purpose; where the window stands is not Slidev's to tell or to follow any more.
 *
 * @param first Slidev's state before anything has happened
 */
export function talkForSlidev<State extends SharedState>(first: State) {
  const timer = reactive({ ...first.timer })
  let own: Cursor | undefined
  const tell = soonAfter(() => point(own))

  const ahead = () => talkWindow.now() - Date.now()
  const shift = (moment: number, by: number) => moment && moment + by
  watch(() => talk.clock, ({ status, startedAt, pausedAt }) => {
    Object.assign(timer, { status, startedAt: shift(startedAt, -ahead()), pausedAt: shift(pausedAt, -ahead()) })
  }, { immediate: true, flush: 'sync' })
  // Slidev writes the parts of its timer one after the other.
  watch(() => [timer.status, timer.startedAt, timer.pausedAt] as const, ([status, startedAt, pausedAt]) => {
    const { clock } = talk
    const began = shift(startedAt, ahead())
    if (status === clock.status && Math.abs(began - clock.startedAt) < 50)
      return
    talkWindow.change({ clock: {
      status,
      startedAt: began,
      pausedAt: status === 'paused' ? shift(pausedAt, ahead()) : 0,
      chapters: status === 'stopped' ? [] : clock.chapters,
    } })
  })

  const state = reactive({
    get page() { return talk.slide },
    get clicks() { return talk.clicks },
    get clicksTotal() { return talk.clicks },
    get timer() { return timer },
    set timer(next) { Object.assign(timer, next) },
    get cursor(): Cursor | undefined {
      const at = pointer.value
      return at?.x === undefined || at.y === undefined ? undefined : { x: at.x, y: at.y, style: at.style }
    },
    set cursor(at) {
      if (at || own)
        tell()
      own = at
    },
  })
  return { state, init: () => {}, patch: () => {}, onPatch: () => {}, onUpdate: () => {} }
}
