import type { TalkMessage } from '../../talk/messages.ts'
import type { Place } from '../../talk/window.ts'
import type { Transport } from './transport.ts'
import { ref, shallowReactive, shallowRef } from 'vue'
import { TalkWindow } from '../../talk/window.ts'
import { broadcast } from './broadcast.ts'
import { devSocket } from './dev-socket.ts'
import { remember } from './memory.ts'
import { soonAfter } from './soon.ts'
import { talkServer } from './server.ts'

/** How long a new presenter view listens whether there is a talk already, and in how many turns: one that is busy opening hears nothing meanwhile. */
const ANSWER_MS = 100
const TURNS = 5

const id = Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(36)).join('')
let transport: Transport | undefined

/** This window's part in the talk. */
export const talkWindow = new TalkWindow(id, {
  now: () => Date.now(),
  send: message => transport?.send(message),
  changed: mirror,
  soon: soonAfter(() => talkWindow.publish()),
})

/** What this window shows; reactive, to be read only. */
export const state = shallowReactive({ ...talkWindow.state })
export const membership = shallowRef(talkWindow.membership)
export const mayLead = ref(false)
/** Where the talk is, for a window that is not with it. */
export const talkIsAt = shallowRef<{ slide: number, clicks: number }>()
/** Whether the server that carries the talk is out of reach. */
export const lost = ref(false)
/** Where the presenter points, as the others say. */
export const pointer = shallowRef<Extract<TalkMessage, { type: 'pointer' }>>()

type Show = (place: Place, apply: () => void) => void
let show: Show = (_, apply) => apply()

/**
 * How this window comes to a place.
 *
 * @param how goes there, and calls its second argument at the same moment: what was changed by hand never shows at another click
 */
export function showWith(how: Show): void {
  show = how
}

function mirror(): void {
  membership.value = talkWindow.membership
  mayLead.value = talkWindow.leads === true
  talkIsAt.value = talkWindow.record && { slide: talkWindow.record.state.slide, clicks: talkWindow.record.state.clicks }
  show(talkWindow.state, () => Object.assign(state, talkWindow.state))
  const { slide, clicks } = talkWindow.state
  remember({ membership: talkWindow.membership, place: { slide, clicks }, record: talkWindow.record })
}

/**
 * Reaches for the other windows, and stays in touch with them from then on.
 *
 * @param title the deck's
 */
export async function joinIn(title: string): Promise<void> {
  transport = await openTransport(title)
  talkWindow.leads = transport.leads
  transport.onMessage((message) => {
    if (message.type !== 'pointer')
      talkWindow.hear(message)
    else if (talkWindow.membership === 'joined')
      pointer.value = message.x === undefined ? undefined : message
  })
  transport.onLost(() => lost.value = true)
  transport.onFound(() => {
    lost.value = false
    talkWindow.wake()
    listen(TURNS)
  })

  function listen(turns: number): void {
    setTimeout(() => turns > 1 ? listen(turns - 1) : talkWindow.settle(), ANSWER_MS)
  }

  const used = () => talkWindow.used()
  for (const sign of ['pointerdown', 'keydown', 'focus'])
    addEventListener(sign, used, { capture: true, passive: true })
  // A window that slept, or was kept in the background, may have missed something.
  const wake = () => document.visibilityState === 'visible' && talkWindow.wake()
  document.addEventListener('visibilitychange', wake)
  for (const sign of ['pageshow', 'focus', 'online'])
    addEventListener(sign, wake)
}

async function openTransport(title: string): Promise<Transport> {
  if (import.meta.hot)
    return devSocket(import.meta.hot)
  const server = talkServer()
  if (!server)
    return broadcast(`${title} ${new URL(import.meta.env.BASE_URL, location.href).pathname}`)
  const { stageSocket } = await import('./stage-socket.ts')
  return stageSocket(server)
}

/** Tells the others where the presenter points, in percent of the slide; nowhere without a place. */
export function point(at?: { x: number, y: number, style?: 'cursor' | 'laser' }): void {
  if (talkWindow.leads && talkWindow.membership === 'joined')
    transport?.send({ type: 'pointer', from: id, ...at })
}
