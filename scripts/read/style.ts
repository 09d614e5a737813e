import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import postcss from 'postcss'

/** What the deck's own sheets have that a page needs: fonts, colours, code, drawings, charts, stages. */
const SHARED = ['fonts', 'tokens', 'code', 'diagram', 'chart', 'live']

/** The smallest letters of a page, in pixels: a slide is looked at from further away, and scaled. */
const SMALLEST = 16

/** A font's file as the rules name it. */
export const FONT = /url\('?(@fontsource-variable\/[^')]+\/([\w-]+\.woff2))'?\)/g

/**
 * The style sheet of `read/`.
 *
 * @param root the project's folder
 * @param components the rules of the components that occur
 */
export function readingStyle(root: string, components: string): string {
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const shared = SHARED.map(name => read(`styles/${name}.css`)).join('\n')
    // No script chooses between dark and light here: the reader's machine does.
    .replace('@media screen {\n  html.dark {', '@media screen and (prefers-color-scheme: dark) {\n  :root {')
  return compact(`${shared}\n${enlarged(components)}\n${read('components/reading/reading.css')}\n${read('components/reading/alive/page.css')}`)
}

/** No letters smaller than a page's smallest. */
function enlarged(css: string): string {
  const root = postcss.parse(css)
  root.walkDecls('font-size', (declaration) => {
    const [, pixels] = /^([\d.]+)px$/.exec(declaration.value) ?? []
    if (pixels && Number(pixels) < SMALLEST)
      declaration.value = `${SMALLEST}px`
  })
  return root.toString()
}

function compact(css: string): string {
  const root = postcss.parse(css)
  root.walkComments(comment => void comment.remove())
  root.walkRules((rule) => {
    if (rule.nodes.length === 0)
      rule.remove()
  })
  return root.toString().replace(/\n\s*/g, '\n').replace(/\n{2,}/g, '\n')
}
