import type { Reading } from './reading.ts'
import { fileOf } from './chapters.ts'
import { sectionHtml } from './page.ts'
import { escapeHtml } from './spoken.ts'

/**
 * All pages of `read/` as one, for paper: everything is open, links lead to places in it, and where the deck's address is not known no link
 * leads to the deck.
 *
 * @param reading the deck
 * @param css the rules, with fonts that can be had
 * @param site the deck's address; it ends with a slash
 */
export function handoutHtml({ chapters, slides }: Reading, css: string, site?: string): string {
  const first = new Map(chapters.map(({ name, slides }) => [fileOf(name), slides[0]!.id]))
  const body = chapters
    .map(chapter => `<article>\n${chapter.slides.map((slide, index) => sectionHtml(slide, chapter, { slides }, index === 0)).join('\n')}\n</article>`)
    .join('\n')
    .replace(/<details\b/g, '<details open')
    .replace(/href="([\w-]+\.html)(?:#([^"]*))?"/g, (_, file: string, id = first.get(file)) => `href="#${id}"`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(chapters[0]!.title)}</title>
<style>${css}</style>
</head>
<body class="handout">
${site ? body.replace(/href="\.\.\//g, `href="${site}`) : body.replace(/<p class="to-slide">.*?<\/p>/g, '').replace(/ href="\.\.\/[^"]*"/g, '')}
</body>
</html>
`
}
