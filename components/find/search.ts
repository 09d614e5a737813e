import type { SlideWords } from '../../scripts/deck/slide-words.ts'
import Fuse from 'fuse.js'

/** What a word is worth where it is found: at the beginning of a word there, and within one. */
const WORTH = { name: [60, 40], title: [40, 25], words: [10, 4] } as const
/** What several words are worth that stand together as they were typed. */
const PHRASE = 80
const MOST = 40

/**
 * Finds slides by their number, their name in addresses, the pattern they run, their title and what stands on them.
 *
 * @param slides all that can be found
 * @param query what somebody typed; of several words all must be found
 * @returns the best first, patterns before all others. Where nothing is found as typed: the slides whose names look like it
 */
export function findSlides(slides: readonly SlideWords[], query: string): SlideWords[] {
  const terms = plain(query).split(' ').filter(Boolean)
  if (terms.length === 0)
    return []
  const found = slides
    .map(slide => ({ slide, worth: worthOf(slide, terms) }))
    .filter(({ worth }) => worth > 0)
    .sort((one, other) => other.worth - one.worth || one.slide.no - other.slide.no)
    .map(({ slide }) => slide)
  return (found.length > 0 ? found : alike(slides, query)).slice(0, MOST)
}

/** What is listed before anything is typed: the chapters, and the patterns of each. */
export function landmarks(slides: readonly SlideWords[]): SlideWords[] {
  return slides.filter(slide => slide.pattern !== undefined || slide.chapter !== undefined)
}

/**
 * The words around the place where a query stands on a slide, for a list of what was found.
 *
 * @returns undefined where the title or the name says it already
 */
export function excerpt(slide: SlideWords, query: string): string | undefined {
  const sought = plain(query)
  const words = plain(slide.words)
  const at = [sought, ...sought.split(' ')].map(term => words.indexOf(term)).find(place => place >= 0)
  if (!sought || at === undefined || namesOf(slide).concat(slide.title).some(name => plain(name).includes(sought)))
    return undefined
  const from = at < 30 ? 0 : slide.words.indexOf(' ', at - 30) + 1
  const to = slide.words.indexOf(' ', at + 50)
  return `${from > 0 ? '… ' : ''}${slide.words.slice(from, to < 0 ? undefined : to)}${to < 0 ? '' : ' …'}`
}

function namesOf({ alias, pattern }: SlideWords): string[] {
  return [alias, pattern].filter(name => name !== undefined)
}

function worthOf(slide: SlideWords, terms: readonly string[]): number {
  if (terms.length === 1 && String(slide.no) === terms[0])
    return 1000
  const places = [
    [plain(namesOf(slide).join(' ')), WORTH.name],
    [plain(slide.title), WORTH.title],
    [plain(slide.words), WORTH.words],
  ] as const
  const phrase = terms.join(' ')
  let worth = 0
  for (const term of terms) {
    const best = Math.max(...places.map(([text, [start, within]]) => ` ${text}`.includes(` ${term}`) ? start : text.includes(term) ? within : 0))
    if (best === 0)
      return 0
    worth += best
  }
  if (terms.length > 1 && places.some(([text]) => text.includes(phrase)))
    worth += PHRASE
  return worth + (slide.pattern !== undefined && (places[0][0].includes(phrase) || places[1][0].includes(phrase)) ? 200 : 0)
}

function alike(slides: readonly SlideWords[], query: string): SlideWords[] {
  return new Fuse(slides, { keys: ['alias', 'pattern', 'title'], threshold: 0.35, ignoreLocation: true }).search(query).map(({ item }) => item)
}

/** Small letters without accents; what joins words parts them. Of the same length as the text, for texts without composed letters. */
function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[-_/\s]/g, ' ').trim()
}
