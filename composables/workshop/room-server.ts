import { site } from 'virtual:site'

/** A room on the presenter's network: where its server is, and where participants find the deck. */
export interface RoomServer {
  server: URL
  /** Ends with a slash. */
  address: string
}

/** The room that this page was served in; undefined where it comes from another server, or from a static host. */
export function roomServer(): RoomServer | undefined {
  const meta = typeof document === 'undefined' ? undefined : document.querySelector<HTMLMetaElement>('meta[name=room-server]')
  if (!meta)
    return undefined
  const here = new URL(import.meta.env.BASE_URL, location.href)
  return { server: new URL(meta.content, here), address: meta.dataset.address || here.href }
}

/** The deck's address as another machine reaches it, without what is behind the `#`: the room's, the one it is hosted at, or this one. */
export function outsideAddress(): string {
  const here = new URL(import.meta.env.BASE_URL, location.href)
  const isHere = /^(?:localhost|127\..*|\[::1\])$/.test(here.hostname) || here.protocol === 'file:'
  return roomServer()?.address ?? (isHere ? site?.address : undefined) ?? here.href
}
