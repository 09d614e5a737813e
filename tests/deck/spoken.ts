import { DIRECTIONS, spokenParagraphs } from '../../scripts/deck/spoken.ts'

const CLICK = /\[click(?::[^\]]*)?\]/g

/** As many words a minute as somebody speaks who wants to be understood in the last row. */
const WORDS_A_MINUTE = 130

/** What a step takes, on average, before the room has seen what has changed. */
const SECONDS_A_CLICK = 3

/**
 * The stage directions of a slide's notes, `> If the demo misbehaves: …`, each a paragraph of its own.
 *
 * @returns the words of each, without the mark
 */
export function stageDirections(note: string): string[] {
  return [...note.matchAll(DIRECTIONS)].map(([text]) => text.replace(/^>[ \t]?/gm, ''))
}

/**
 * How long it takes to say a slide's notes and to go through its steps.
 *
 * @returns seconds
 */
export function spokenSeconds(note: string): number {
  const text = spokenParagraphs(note).join('\n')
  const words = text.replace(CLICK, ' ').split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word))
  return words.length / WORDS_A_MINUTE * 60 + (text.match(CLICK)?.length ?? 0) * SECONDS_A_CLICK
}
