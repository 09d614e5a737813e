/** What somebody with a small screen has chosen, kept for the next time. */
const KEY = 'reading-choice'

export type Choice = 'read' | 'slides'

/** The choice that was made before; undefined where none was, or the browser keeps nothing. */
export function chosenBefore(): Choice | undefined {
  try {
    const choice = localStorage.getItem(KEY)
    return choice === 'read' || choice === 'slides' ? choice : undefined
  }
  catch {}
}

export function keepChoice(choice: Choice): void {
  try {
    localStorage.setItem(KEY, choice)
  }
  catch {}
}

/**
 * Whether the page is opened in a way that leaves it open how the talk is to be read: by its bare address, upright on a small screen, and
 * with no talk to follow. What names a slide, a view or a way of printing knows what it wants.
 */
export function isOpenHow(): boolean {
  return /^#?\/?$/.test(location.hash) && location.search === ''
    // The screen, not the window: the page has not said yet how wide it wants to be.
    && screen.width <= 600 && matchMedia('(orientation: portrait)').matches
    && !document.querySelector('meta[name=talk-server]')
    && !isInTalk()
}

/** A window that is reloaded in a talk is in it still; composables/talk/memory.ts keeps that. */
function isInTalk(): boolean {
  try {
    return Object.keys(sessionStorage).some(key => key.startsWith('talk ') && sessionStorage.getItem(key)!.includes('"membership":"joined"'))
  }
  catch {
    return false
  }
}
