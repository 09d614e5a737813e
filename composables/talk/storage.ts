/** Where a window keeps the presenter's password. */
export const KEY = 'talk-key'

/** What this window has stored for itself over a reload; nothing where the browser refuses to store. */
export function stored(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined
  }
  catch {}
}

/** Stores a text for this window, if the browser lets it and has the room. */
export function store(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text)
  }
  catch {}
}
