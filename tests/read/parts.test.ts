import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { markedDrawing } from '../../components/reading/marked-drawing.ts'
import { chapterName, placesOf, readChapters } from '../../scripts/read/chapters.ts'
import { handoutHtml } from '../../scripts/read/handout.ts'
import { largerWithLinks, leanDrawings, relativeTiles } from '../../scripts/read/lean-drawings.ts'
import { mend } from '../../scripts/read/mend.ts'
import { pageHtml, sitemapXml } from '../../scripts/read/page.ts'
import { sectionName } from '../../scripts/read/section-name.ts'
import { spokenHtml } from '../../scripts/read/spoken.ts'
import { readingStyle } from '../../scripts/read/style.ts'

const root = join(import.meta.dirname, '..', '..')

describe('what is said', () => {
  test('leaves out minutes and stage directions, and marks a click directly before its words', () => {
    expect(spokenHtml('**1:30.** Two *runs*. [click] The `first`,\n[click] the second.\n\n> If it breaks: reload.\n\n[click] *Late.* A & B.')).toBe([
      '<p>Two <em>runs</em>. <span class="beat" data-click="1"></span>The <code>first</code>, <span class="beat" data-click="2"></span>the second.</p>',
      '<p><span class="beat" data-click="3"></span><em>Late.</em> A &amp; B.</p>',
    ].join('\n'))
  })

  test('counts on where one click follows another without a word', () => {
    expect(spokenHtml('*Slow.* [click] [click] Over.')).toBe('<p><em>Slow.</em> <span class="beat" data-click="1"></span> <span class="beat" data-click="2"></span>Over.</p>')
  })

  test('a star or a bracket that is no sign of Markdown stays', () => {
    expect(spokenHtml('2 * 3 * 4 and a[0] < b')).toBe('<p>2 * 3 * 4 and a[0] &lt; b</p>')
  })
})

describe('names', () => {
  test('a section is called by its alias, else by its title', () => {
    expect(sectionName('What’s in a name?', 'saga')).toBe('saga')
    expect(sectionName('600 < 660 < 900, and nobody’s asked twice')).toBe('600-660-900-and-nobodys-asked-twice')
    expect(sectionName('…')).toBe('slide')
  })

  test('a chapter is called by the file or the folder of the slide that opens it', () => {
    expect(chapterName(join('pages', '5-failing', '0-chapter.md'))).toBe('failing')
    expect(chapterName(join('pages', '1-history.md'))).toBe('history')
  })

  test('every slide of the deck has a place of its own', async () => {
    const chapters = await readChapters(root)
    const places = placesOf(chapters)
    expect(new Set(places).size).toBe(places.length)
    expect(chapters[0]!.name).toBe('index')
    expect(places).toContain('failing.html#saga')
  })
})

describe('a slide becomes a section', () => {
  const around = { places: ['index.html#a', 'failing.html#saga'], routes: new Map([['1', 1], ['saga', 2]]), css: '.x[data-v-0000aaaa]{}' }

  test('its heading and its runs are taken out, headings go one level down', () => {
    expect(mend('<div><h1>A <code>b</code></h1><h2>c</h2><details class="runs">r</details></div>', around))
      .toEqual({ title: 'A <code>b</code>', body: '<div><h3>c</h3></div>', runs: '<details class="runs">r</details>' })
  })

  test('links lead to sections where a slide became one, else back to the deck', () => {
    expect(mend('<a href="#/saga">a</a><a href="#2">b</a><a href="#/lab">c</a><a href="#/lab/x?at=1">d</a><a href="./x.txt">e</a>', around).body)
      .toBe('<a href="failing.html#saga">a</a><a href="failing.html#saga">b</a><a href="../#/lab">c</a><a href="../#/lab/x?at=1">d</a><a href="../x.txt">e</a>')
  })

  test('scopes that no rule names are left out', () => {
    expect(mend('<p class="x" data-v-0000aaaa data-v-0000bbbb>t</p>', around).body).toBe('<p class="x" data-v-0000aaaa>t</p>')
  })
})

describe('drawings', () => {
  test('a path of tiles keeps its places, told by their distances', () => {
    expect(relativeTiles('M0 1h8v2H0zM12 1h4v2H12zM0 5h4v2H0z')).toBe('m0 1h8v2h-8zm12 0h4v2h-4zm-12 4h4v2h-4z')
    expect(relativeTiles('M0 1h8v2H0zL3 4')).toBe('M0 1h8v2H0zL3 4')
    expect(leanDrawings('<g data-index="0" data-from="a" data-to="b"><path d="M0 1h8v2H0z"/></g>')).toBe('<g data-index="0"><path d="M0 1h8v2H0z"/></g>')
  })

  test('a drawing whose states are links is as large as a finger wants it', () => {
    expect(largerWithLinks('<svg class="diagram" viewBox="0 0 100 40" width="100" height="40"><a href="x">s</a></svg><svg class="diagram" width="100" height="40"></svg>'))
      .toBe('<svg class="diagram" viewBox="0 0 100 40" width="170" height="68"><a href="x">s</a></svg><svg class="diagram" width="100" height="40"></svg>')
  })

  test('states are tinted and signed, transitions lit as in the browser', () => {
    const svg = '<g class="edge" data-index="0" data-from="t_start"></g><g class="edge is-dashed" data-index="1"></g>\n<g class="node asl-task" data-id="s_A"><rect x="10" y="20" width="80" height="40" class="shape"/></g>'
    const edges = [{ index: 0, kind: 'start', to: 'A' }, { index: 1, kind: 'catch', from: 'A', to: 'B' }]
    const marked = markedDrawing({ svg, width: 1, height: 1, nodeOf: { A: 's_A' }, edges } as never, { states: new Map([['A', 'failed']]), active: [], taken: [{ from: undefined, to: 'A', caught: false }] } as never)
    expect(marked).toContain('<g class="edge is-taken" data-index="0"')
    expect(marked).toContain('<g class="edge is-dashed is-catch" data-index="1"')
    expect(marked).toMatch(/<g class="node asl-task is-failed" data-id="s_A"><rect [^>]*><g class="sign" transform="translate\(26 40\)">/)
  })
})

describe('a page', () => {
  const slide = { no: 2, title: 'Saga: `undo`', id: 'saga', route: 'saga', note: '**0:10.** Said.', frontmatter: {} }
  const chapters = [
    { name: 'index', title: 'The deck', about: 'A talk.', slides: [{ ...slide, no: 1, id: 'cover', route: '1' }] },
    { name: 'failing', title: 'Fail', about: 'Errors & names.', number: 1, slides: [slide] },
  ]
  const slides = new Map([1, 2].map(no => [no, { title: 'T', body: '<div class="sheet"></div>', runs: '' }]))

  test('names itself where the address is known, and only there', () => {
    const known = pageHtml(chapters[1]!, { chapters, slides, style: '../assets/read.css', site: 'https://example.org/talk/' })
    expect(known).toContain('<title>Fail · The deck</title>')
    expect(known).toContain('<meta name="description" content="Errors &amp; names.">')
    expect(known).toContain('<link rel="canonical" href="https://example.org/talk/read/failing.html">')
    expect(known).toContain('<meta property="og:image" content="https://example.org/talk/og-image.png">')
    const unknown = pageHtml(chapters[1]!, { chapters, slides, style: '../assets/read.css' })
    expect(unknown).not.toMatch(/canonical|og:/)
  })

  test('has its slide, what is said, and the way back', () => {
    const html = pageHtml(chapters[1]!, { chapters, slides, style: 's.css' })
    expect(html).toContain('<section class="slide first" id="saga" data-slide="2">')
    expect(html).toContain('<div class="spoken">\n<p>Said.</p>\n</div>')
    expect(html).toContain('<a href="../#/saga" aria-label="Slide 2: Saga: undo">')
    expect(html).not.toContain('<script')
    expect(pageHtml(chapters[1]!, { chapters, slides, style: 's.css', script: '../assets/alive-1.js' })).toContain('<script type="module" src="../assets/alive-1.js"></script>')
  })

  test('on paper all is open, links lead to places on it, and to the deck only where its address is known', () => {
    const linked = new Map(slides).set(2, { title: 'T', body: '<a href="index.html">a</a><a href="failing.html#saga">b</a><a href="../#/lab">c</a>', runs: '<details class="runs">r</details>' })
    const reading = { chapters, slides: linked, css: '' }
    const alone = handoutHtml(reading, '')
    expect(alone).toContain('<a href="#cover">a</a><a href="#saga">b</a><a>c</a>')
    expect(alone).toContain('<details open class="runs">')
    expect(alone).not.toContain('to-slide')
    expect(handoutHtml(reading, '', 'https://example.org/talk/')).toContain('<a href="https://example.org/talk/#/lab">c</a>')
  })

  test('the sitemap has every page', () => {
    expect([...sitemapXml('https://example.org/talk/', chapters).matchAll(/<loc>(.*?)<\/loc>/g)].map(match => match[1]))
      .toEqual(['https://example.org/talk/', 'https://example.org/talk/read/', 'https://example.org/talk/read/failing.html'])
  })

  test('no letters of a component are smaller than 16 pixels, and dark is what the machine says', () => {
    const css = readingStyle(root, '.a { font-size: 13px } .b { font-size: 24px } .c {}')
    expect(css).toContain('.a { font-size: 16px }')
    expect(css).toContain('.b { font-size: 24px }')
    expect(css).not.toContain('html.dark')
    expect(css).toContain('(prefers-color-scheme: dark)')
  })
})
