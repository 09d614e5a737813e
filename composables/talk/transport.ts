import type { TalkMessage } from '../../talk/messages.ts'

/** What carries messages between the windows of a talk. Nothing it hands over has been believed: every message was read by `readMessage`. */
export interface Transport {
  /** Whether every window may lead; undefined where a server says so. */
  leads: true | undefined
  send: (message: TalkMessage) => void
  onMessage: (hear: (message: TalkMessage) => void) => void
  /** The others are out of reach; it looks for them by itself. */
  onLost: (lost: () => void) => void
  /** The others can be reached, for the first time or again. */
  onFound: (found: () => void) => void
}
