import { watch } from 'vue'
import { ownName } from '../../../composables/workshop/own-name.ts'
import { postToRoom } from '../../../composables/workshop/post.ts'
import { isBegun, useOwnTicket } from './own-ticket.ts'

/** What changes together is told together. */
const PAUSE_MS = 700
const RETRY_MS = 5000

let isTelling = false

/** Hands the ticket of this browser in to the room's board: when it changes, when the room is found again, and when a phone wakes. */
export function tellRoom(): void {
  if (isTelling)
    return
  isTelling = true
  const ticket = useOwnTicket()
  let told = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const soon = (pause = PAUSE_MS) => {
    clearTimeout(timer)
    timer = setTimeout(tell, pause)
  }
  async function tell() {
    const body = { ticket: ticket.value, name: ownName.value }
    const key = JSON.stringify(body)
    if (key === told || !isBegun())
      return
    const status = await postToRoom('ticket', body)
    if (status === 204)
      told = key
    else if (status === 0 || status === 429)
      soon(RETRY_MS * (0.75 + Math.random() / 2))
  }
  /** The room may have started anew meanwhile, and has forgotten. */
  const again = () => {
    if (document.visibilityState !== 'visible')
      return
    told = ''
    soon()
  }
  watch([ticket, ownName], () => soon(), { immediate: true })
  document.addEventListener('visibilitychange', again)
  addEventListener('online', again)
  addEventListener('pageshow', again)
}
