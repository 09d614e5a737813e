/** What somebody has written, as it stood at moments that one may want to go back to. */

/** A text, and the case of one's own that belongs to it. */
export interface Work {
  text: string
  input?: string
  mocks?: string
}

/** What has happened to the text just then, or was about to. */
export const MOMENTS = {
  checked: 'checked',
  solved: 'solved',
  reset: 'before a reset',
  taken: 'before something was taken over',
  turned: 'before it was written otherwise',
  loaded: 'before a file was loaded',
  back: 'before going back',
} as const

export type MomentOfWork = keyof typeof MOMENTS

export interface Version extends Work {
  moment: MomentOfWork
  /** Milliseconds since 1970. */
  at: number
}

export const VERSIONS = 'lab-versions:1:'
const MOST = 20

/** The versions kept under a name, the newest first. What is none of the lab's is passed over. */
export function readVersions(name: string): Version[] {
  try {
    return soundVersions(JSON.parse(localStorage.getItem(VERSIONS + name) ?? '[]'))
  }
  catch {
    return []
  }
}

/** Of something that was read those that are versions. */
export function soundVersions(found: unknown): Version[] {
  const isVersion = (one: Partial<Version> | null): one is Version => typeof one?.text === 'string' && typeof one.at === 'number' && Object.hasOwn(MOMENTS, one.moment ?? '')
  return Array.isArray(found) ? (found as (Partial<Version> | null)[]).filter(isVersion).sort((a, b) => b.at - a.at) : []
}

/**
 * Keeps versions beside those that are there, whoever has written them: another tab may have meanwhile. Of the same text only one is kept, the
 * latest, and of a solved one that it was; the oldest make room.
 *
 * @param name of the exercise or the sandbox
 * @param added the versions
 * @returns all there are now, the newest first
 */
export function keepVersions(name: string, added: readonly Version[]): Version[] {
  const byText = new Map<string, Version>()
  for (const one of soundVersions([...added, ...readVersions(name)])) {
    const known = byText.get(one.text)
    byText.set(one.text, known && one.moment === 'solved' ? { ...known, moment: 'solved' } : known ?? one)
  }
  const kept = [...byText.values()].slice(0, MOST)
  // Where the browser has no room, the newest are worth most.
  for (let count = kept.length; count > 0; count = Math.floor(count / 2)) {
    try {
      localStorage.setItem(VERSIONS + name, JSON.stringify(kept.slice(0, count)))
      return kept.slice(0, count)
    }
    catch {}
  }
  return readVersions(name)
}
