import { roomServer } from './room-server.ts'

/**
 * Posts something to the room that this page was served in.
 *
 * @returns the HTTP status: 204 where it was taken, 409 for a vote that is over, 429 for too many; 0 where the room is out of reach
 */
export async function postToRoom(what: 'ticket' | 'vote', body: object): Promise<number> {
  try {
    const { href } = roomServer()!.server
    const { status } = await fetch(`${href}/${what}`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } })
    return status
  }
  catch {
    return 0
  }
}
