import { shallowReactive } from 'vue'
import { noteOf } from './notes.ts'

/**
 * What Slidev knows of a slide of a built deck, in the form its own list has.
 *
 * @param frontmatter the slide's front matter, reactive
 * @param no the slide's number, from 1
 * @param title its title
 * @param level the level of the heading the title is from
 * @param hasNote whether it has a presenter's note
 * @param images addresses to fetch ahead
 */
export function slideMeta(frontmatter: Record<string, unknown>, no: number, title: string, level: number, hasNote: 0 | 1, images?: string[]) {
  return shallowReactive({
    get layout() { return frontmatter.layout },
    get transition() { return frontmatter.transition },
    get class() { return frontmatter.class },
    get clicks() { return frontmatter.clicks },
    get name() { return frontmatter.name },
    get preload() { return frontmatter.preload },
    slide: {
      content: '',
      raw: '',
      note: '',
      // What only Slidev's editor and its stored pictures of slides would read.
      frontmatterRaw: '',
      revision: '',
      filepath: '',
      start: 0,
      sourceIndex: 0,
      title,
      level,
      images,
      frontmatter,
      index: no - 1,
      id: no - 1,
      no,
      get noteHTML() { return hasNote ? noteOf(no) : '' },
    },
    __clicksContext: null,
    __preloaded: false,
  })
}
