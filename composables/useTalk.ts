import type { Ref } from 'vue'
import type { TalkState } from '../talk/record.ts'
import type { Membership } from '../talk/window.ts'
import { readonly } from 'vue'
import { lost, mayLead, membership, state, talkWindow } from './talk/this-window.ts'

export interface Talk {
  /** What this window shows, reactive: where the talk is if it is joined, where its reader is if not. */
  state: Readonly<TalkState>
  /** Changes some of it: in every window of the talk if this one is joined and may lead, else here. A change of the slide or the click goes there. */
  change: (patch: Partial<TalkState>) => void
  /** `alone` where there is no talk, `joined` where the window shows what the talk does, `apart` where it stays where its reader is. */
  membership: Readonly<Ref<Membership>>
  /** Whether the other windows follow this one; a server may forbid it. */
  mayLead: Readonly<Ref<boolean>>
  /** Whether the server that carries the talk is out of reach. */
  lost: Readonly<Ref<boolean>>
  /** Goes where the talk is, and with it from then on. */
  join: () => void
  /** Stays where it is, whatever the talk does. */
  leave: () => void
  /** The time of the machine that leads, in milliseconds since 1970. */
  now: () => number
}

/** The talk as this window has it: the same slide, click, free play, darkness and clock in all that are joined. See docs/windows.md. */
export function useTalk(): Talk {
  return {
    state: readonly(state) as Readonly<TalkState>,
    change: patch => talkWindow.change(patch),
    membership: readonly(membership),
    mayLead: readonly(mayLead),
    lost: readonly(lost),
    join: () => talkWindow.join(),
    leave: () => talkWindow.leave(),
    now: () => talkWindow.now(),
  }
}
