import { largerWithLinks, leanDrawings } from './lean-drawings.ts'

/** A slide's content, ready for its section. */
export interface Mended {
  /** What stands in the slide's heading, as HTML. */
  title: string
  body: string
  /** The runs beat by beat, which stand behind what is said. */
  runs: string
}

/**
 * Makes of a rendered slide what stands in its section: the heading by itself, headings one level down, links that hold from a page of
 * `read/`, and nothing that only a slide needs.
 *
 * @param html a slide as render.ts gives it, each of its frames behind the other
 * @param around where the slides stand
 * @param around.places by the slide's place in the deck, `failing.html#saga`
 * @param around.routes by what stands behind `#/` in a slide's address, its place in that list
 * @param around.css the rules there are: scopes that none of them names are left out
 */
export function mend(html: string, { places, routes, css }: { places: readonly string[], routes: ReadonlyMap<string, number>, css: string }): Mended {
  const title = /<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? ''
  const runs = html.match(/<details class="runs">[\s\S]*?<\/details>/g) ?? []
  const body = html
    .replace(/<h1\b[^>]*>[\s\S]*?<\/h1>/g, '')
    .replace(/<details class="runs">[\s\S]*?<\/details>/g, '')
  const finish = (text: string) => largerWithLinks(leanDrawings(linked(lowered(unscoped(text, css)), places, routes)))
  return { title: unscoped(title, css), body: finish(body), runs: finish(runs.join('\n')) }
}

function unscoped(html: string, css: string): string {
  return html.replace(/ (data-v-[\da-f]+)(?:="")?(?=[\s>/])/g, (scope, name: string) => css.includes(`[${name}]`) ? ` ${name}` : '')
}

/** The page's section has the second level. */
function lowered(html: string): string {
  return html.replace(/<(\/?)h2\b/g, '<$1h3')
}

function linked(html: string, places: readonly string[], routes: ReadonlyMap<string, number>): string {
  return html
    .replace(/href="#\/?([\w-]+)"/g, (_, route: string) => {
      const no = routes.get(route) ?? (/^\d+$/.test(route) ? Number(route) : undefined)
      return `href="${(no !== undefined && places[no - 1]) || `../#/${route}`}"`
    })
    .replace(/href="#\//g, 'href="../#/')
    .replace(/href="\.\//g, 'href="../')
    .replace(/ data-slide="\d+"/g, '')
}
