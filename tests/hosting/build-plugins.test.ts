import type { Plugin } from 'vite'
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { amendSlidev, clientRoot } from '../../scripts/vite/amend.ts'
import { rulesFor } from '../../scripts/vite/built/critical-css.ts'
import { head } from '../../scripts/vite/built/head.ts'
import { lean } from '../../scripts/vite/slidev/lean.ts'
import { reading } from '../../scripts/vite/slidev/reading.ts'
import { slideList } from '../../scripts/vite/built/slide-list.ts'
import { strictCsp } from '../../scripts/vite/built/strict-csp.ts'
import { views } from '../../scripts/vite/slidev/views.ts'

/** Calls a plugin's hook as Vite would, without what it does not use. */
function call(plugin: Plugin, hook: 'buildStart' | 'transform', ...given: unknown[]): unknown {
  return (plugin[hook] as unknown as (...given: unknown[]) => unknown).apply({}, given)
}

describe('what is changed in Slidev', () => {
  test('the build stops, naming the file, when Slidev no longer reads as expected', () => {
    const stale = amendSlidev('stale', [{ file: 'logic/dark.ts', find: 'a line nobody wrote', replace: '' }])
    expect(() => call(stale, 'buildStart')).toThrow(/@slidev\/client\/logic\/dark\.ts has 0 places that read "a line nobody wrote"/)
    const twice = amendSlidev('twice', [{ file: 'logic/dark.ts', find: 'import', replace: '' }])
    expect(() => call(twice, 'buildStart')).toThrow(/has \d+ places.*, not one/)
  })

  test('every place is there in the installed Slidev', () => {
    for (const plugin of [...lean(), ...strictCsp(), ...views(), reading()].filter(one => one.buildStart))
      expect(() => call(plugin, 'buildStart')).not.toThrow()
  })

  test('no style element is made by what the built deck keeps', () => {
    const [plugin] = strictCsp()
    const id = `${clientRoot}/logic/dark.ts`
    const { code } = call(plugin!, 'transform', readFileSync(id, 'utf8'), id) as { code: string }
    expect(code).toContain('adoptedStyleSheets.push(sheet)')
    expect(code).not.toContain(`createElement('style')`)
  })

  test('a slide that uses what is left out stops the build with its file', () => {
    const unused = lean().find(one => one.name === 'deck:unused')!
    expect(() => call(unused, 'transform', '<p v-mark.circle>no</p>', `${process.cwd()}/pages/2-history.md__slidev_7.md`))
      .toThrow(/^pages\/2-history\.md uses v-mark, which this deck leaves out/)
    expect(call(unused, 'transform', '<p v-click>yes</p>', `${process.cwd()}/pages/2-history.md__slidev_7.md`)).toBeUndefined()
  })
})

describe('notes', () => {
  test('leave the slide’s data and are asked for instead', () => {
    const { code } = call(slideList(), 'transform', `export const frontmatterData = {"layout":"live"}\n  slide: {\n    ...({"no":7,"title":"Seven","level":1,"noteHTML":"<p>Say $& this</p>"}),\n    frontmatter,`, '/deck/slides.md__slidev_7.frontmatter') as { code: string }
    expect(code).toContain('reactive({"layout":"live"})')
    expect(code).toContain('slideMeta(frontmatter, 7, "Seven", 1, 1)')
    expect(code).not.toContain('Say')
  })

  test('a pair of dollar signs that became a formula stops the build', () => {
    const data = `export const frontmatterData = {}\n    ...(${JSON.stringify({ noteHTML: '<p><span class="katex"><span class="katex-mathml">a</span></span></p>' })}),`
    expect(() => call(slideList(), 'transform', data, '/deck/pages/3.md__slidev_7.frontmatter')).toThrow(/^On the notes of slide 7 \(\/deck\/pages\/3\.md\), what stands between two dollar signs/)
    const formulas = lean().find(one => one.name === 'deck:no-formulas')!
    expect(() => call(formulas, 'transform', '_createElementVNode("span", { class: "katex-mathml" })', `${process.cwd()}/pages/3.md__slidev_7.md`))
      .toThrow(/^On slide 7 \(pages\/3\.md\)/)
  })

  test('a changed form of that data stops the build', () => {
    expect(() => call(slideList(), 'transform', 'export const meta = {}', '/deck/slides.md__slidev_1.frontmatter')).toThrow(/Look at scripts\/vite\/built\/slide-list\.ts/)
  })
})

describe('the cover’s rules', () => {
  const markup = '<main class="sheet cover" data-v-1><h1 id="top">Title</h1><p style="color: var(--used)">x</p></main>'

  test('keep what can match the markup, in order', () => {
    const css = `h1,h2{margin:0}.cover[data-v-1]{top:0}.cover[data-v-2]{top:1px}.sheet>#top{left:0}.other{left:1px}`
      + `html.dark .sheet{color:red}.sheet:not(.x) h1{a:b}@media (min-width:1px){.sheet{b:c}.other{b:c}}`
    expect(rulesFor(markup, [css])).toBe('h1{margin:0}.cover[data-v-1]{top:0}.sheet>#top{left:0}html.dark .sheet{color:red}'
      + '.sheet:not(.x) h1{a:b}@media (min-width:1px){.sheet{b:c}}')
  })

  test('leave out pointer, print, animations and fonts of other slides', () => {
    const css = '.sheet:hover{a:b}@media print{.sheet{a:b}}@keyframes k{to{a:b}}@font-face{font-family:Mono}@font-face{font-family:Inter Variable}'
    expect(rulesFor(markup, [css])).toBe('@font-face{font-family:Inter Variable}')
  })

  test('leave out custom properties that nothing reads', () => {
    expect(rulesFor(markup, [':root{--used:var(--through);--through:1px;--alone:2px}'])).toBe(':root{--used:var(--through);--through:1px}')
  })
})

describe('the head', () => {
  afterEach(() => vi.unstubAllEnvs())
  const tags = () => {
    const { handler } = head().transformIndexHtml as unknown as { handler: (html: string) => { html: string, tags: { attrs: Record<string, string> }[] } }
    return handler('<meta name="description" content="&quot;Twice\\n&quot;">')
  }

  test('has no address of its own unless it is told one', () => {
    vi.stubEnv('SITE_URL', '')
    expect(tags().html).toBe('<meta name="description" content="Twice">')
    expect(JSON.stringify(tags().tags)).not.toContain('og:')
  })

  test('names the social image by its whole address', () => {
    vi.stubEnv('SITE_URL', 'https://example.org/talk')
    expect(tags().tags.map(tag => tag.attrs)).toContainEqual({ property: 'og:image', content: 'https://example.org/talk/og-image.png' })
  })

  test('refuses an address that is none', () => {
    vi.stubEnv('SITE_URL', 'example.org')
    expect(tags).toThrow(/^SITE_URL is "example\.org"; it must be/)
  })
})
