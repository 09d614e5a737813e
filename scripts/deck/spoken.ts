import { MINUTES } from './minutes.ts'

/** What stands in the notes for the eye alone: block quotes, which tell the speaker what to do and are not spoken. */
export const DIRECTIONS = /^>.*(?:\n>.*)*/gm

/**
 * The spoken paragraphs of a slide's notes, with their `[click]` marks.
 *
 * @returns them in their order, without the minutes and the stage directions
 */
export function spokenParagraphs(note: string): string[] {
  return note.replace(MINUTES, '').replace(DIRECTIONS, '').split(/\n\s*\n/).map(text => text.trim()).filter(Boolean)
}
