import type { ReadingChapter, ReadingSlide } from './chapters.ts'
import type { Mended } from './mend.ts'
import { metaPolicy } from '../vite/built/policy.mjs'
import { fileOf, plain } from './chapters.ts'
import { escapeHtml, spokenHtml } from './spoken.ts'

/** What a page needs beside its chapter. */
export interface PageOptions {
  /** All pages in their order. */
  chapters: readonly ReadingChapter[]
  /** What each slide has, by its number. */
  slides: ReadonlyMap<number, Mended>
  /** Addresses of the style sheet and of the script, relative to the page. */
  style: string
  script?: string
  /** The deck's own, where it is known; it ends with a slash. */
  site?: string
}

/**
 * A page of `read/`: a chapter's slides, each with what is said on it.
 *
 * @param chapter the page
 * @param options what it needs beside that
 */
export function pageHtml(chapter: ReadingChapter, options: PageOptions): string {
  const { chapters } = options
  const deck = chapters[0]!
  const isIndex = chapter.name === 'index'
  const title = isIndex ? deck.title : `${chapter.title} · ${deck.title}`
  const place = chapters.indexOf(chapter)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${metaPolicy}">
<title>${escapeHtml(title)}</title>
${headTags(chapter, title, options).join('\n')}
</head>
<body>
<a class="skip" href="#text">To the text</a>
<header class="top"><a class="home" href="${fileOf('index')}">${escapeHtml(deck.title)}</a> <a href="../#/${chapter.slides[0]!.route}">As slides</a></header>
<main id="text">
${chapter.slides.map((slide, index) => sectionHtml(slide, chapter, options, index === 0)).join('\n')}
${isIndex ? allSections(chapters) : ''}</main>
${pager(chapters[place - 1], chapters[place + 1])}
</body>
</html>
`
}

function headTags(chapter: ReadingChapter, title: string, { style, script, site }: PageOptions): string[] {
  const address = site && `${site}read/${chapter.name === 'index' ? '' : fileOf(chapter.name)}`
  const about = escapeHtml(chapter.about)
  const image = site && `${site}og-image.png`
  return [
    `<meta name="description" content="${about}">`,
    '<meta name="color-scheme" content="dark light">',
    '<meta name="theme-color" content="#0d1017" media="(prefers-color-scheme: dark)">',
    '<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">',
    '<link rel="icon" href="../favicon.svg">',
    '<link rel="apple-touch-icon" href="../apple-touch-icon.png">',
    ...address
      ? [
          `<link rel="canonical" href="${address}">`,
          '<meta property="og:type" content="article">',
          `<meta property="og:title" content="${escapeHtml(title)}">`,
          `<meta property="og:description" content="${about}">`,
          `<meta property="og:url" content="${address}">`,
          `<meta property="og:image" content="${image}">`,
          '<meta property="og:image:width" content="1200">',
          '<meta property="og:image:height" content="630">',
          '<meta name="twitter:card" content="summary_large_image">',
        ]
      : [],
    `<link rel="stylesheet" href="${style}">`,
    ...script ? [`<script type="module" src="${script}"></script>`] : [],
  ]
}

/**
 * A slide as a section: its content, what is said on it, its runs beat by beat, and the way to it in the deck.
 *
 * @param slide the slide
 * @param chapter its page
 * @param options what each slide has
 * @param options.slides by the slide's number
 * @param isFirst whether it opens the page
 */
export function sectionHtml(slide: ReadingSlide, chapter: ReadingChapter, { slides }: Pick<PageOptions, 'slides'>, isFirst: boolean): string {
  const { title, body, runs } = slides.get(slide.no)!
  const spoken = spokenHtml(slide.note)
  const level = isFirst ? 'h1' : 'h2'
  const toSlide = `<p class="to-slide"><a href="../#/${slide.route}" aria-label="Slide ${slide.no}: ${escapeHtml(plain(slide.title))}">Slide ${slide.no}</a></p>`
  return `<section class="slide${isFirst ? ' first' : ''}" id="${slide.id}" data-slide="${slide.no}">
<${level}>${isFirst && chapter.number ? `<span class="number">${chapter.number}</span> ` : ''}${title}</${level}>
${body}
<div class="spoken">
${spoken}
</div>
${runs}${runs ? '\n' : ''}${toSlide}
${isFirst && chapter.name !== 'index' ? sectionList(chapter) : ''}</section>`
}

/** What follows on this page. */
function sectionList({ slides, name }: ReadingChapter): string {
  const rest = slides.slice(1)
  return rest.length > 1
    ? `<nav class="contents" aria-label="In this chapter"><details><summary><span>In this chapter <small>${rest.length} sections</small></span></summary>\n${listOf(rest, name)}</details></nav>\n`
    : ''
}

/** What there is on all pages. */
function allSections(chapters: readonly ReadingChapter[]): string {
  const parts = chapters.slice(1).map(({ name, title, number, slides }) =>
    `<details><summary><span>${number ? `${number} · ` : ''}${escapeHtml(title)} <small>${slides.length} sections</small></span></summary>\n${listOf(slides, name)}</details>`)
  return `<nav class="contents all" aria-label="All sections">\n${parts.join('\n')}\n</nav>\n`
}

function listOf(slides: readonly ReadingSlide[], name: string): string {
  return `<ol>${slides.map(({ id, title }) => `<li><a href="${fileOf(name)}#${id}">${escapeHtml(plain(title))}</a></li>`).join('')}</ol>`
}

function pager(before: ReadingChapter | undefined, after: ReadingChapter | undefined): string {
  const link = (chapter: ReadingChapter, rel: string, word: string) =>
    `<a rel="${rel}" href="${fileOf(chapter.name)}"><small>${word}</small> ${escapeHtml(chapter.name === 'index' ? 'Contents' : chapter.title)}</a>`
  return `<nav class="pager" aria-label="Chapters">${before ? link(before, 'prev', 'Before') : ''}${after ? link(after, 'next', 'Next') : ''}</nav>`
}

/**
 * What search engines are told of.
 *
 * @param site the deck's address; it ends with a slash
 * @param chapters all pages
 */
export function sitemapXml(site: string, chapters: readonly ReadingChapter[]): string {
  const addresses = [site, ...chapters.map(({ name }) => `${site}read/${name === 'index' ? '' : fileOf(name)}`)]
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses.map(address => `<url><loc>${escapeHtml(address)}</loc></url>`).join('\n')}
</urlset>
`
}
