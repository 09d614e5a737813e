import { site } from 'virtual:site'
import { roomServer } from './room-server.ts'

/** The deck's address as another machine reaches it, without what is behind the `#`: the room's, the one it is hosted at, or this one. */
export function outsideAddress(): string {
  const here = new URL(import.meta.env.BASE_URL, location.href)
  const isHere = /^(?:localhost|127\..*|\[::1\])$/.test(here.hostname) || here.protocol === 'file:'
  return roomServer()?.address ?? (isHere ? site?.address : undefined) ?? here.href
}
