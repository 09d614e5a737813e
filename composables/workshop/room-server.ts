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
