const VOTER = 'room-voter'
let made: string | undefined

/** A name for this browser, made up once, so that voting again is changing one's mind. */
export function voterId(): string {
  made ??= Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('')
  try {
    const kept = localStorage.getItem(VOTER)
    if (kept !== null && /^[0-9a-f]{24}$/.test(kept))
      return kept
    localStorage.setItem(VOTER, made)
  }
  catch {}
  return made
}
