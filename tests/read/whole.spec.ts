import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { liveUses } from '../../scripts/deck/live-uses.ts'
import { spokenParagraphs } from '../../scripts/deck/spoken.ts'
import { readFacts } from '../../facts/check.ts'
import { readFactFiles } from '../../scripts/vite/content/fact-files.ts'
import { readDeck } from '../../scripts/deck/parser.ts'
import { factsOn, plainText, statesIn } from '../../scripts/deck/slide-words.ts'
import { deckFolder } from '../hosting/support.ts'
import { bare, builtPages, builtSections, textOf } from './built-pages.ts'

const root = join(import.meta.dirname, '..', '..')
const CLICK = /\[click\]/g

const pages = builtPages()
const sections = builtSections(pages)

test('every slide is a section, once, in the order of the deck', async () => {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  expect([...sections.keys()].sort((a, b) => a - b)).toEqual(slides.map((_, index) => index + 1))
})

test('every spoken word of the notes stands in its section, in its order and once; nothing else of the notes does', async () => {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  const all = bare([...sections.values()].map(({ spoken }) => spoken).join(' '))
  slides.forEach(({ note = '', title = '' }, index) => {
    const said = spokenParagraphs(note)
    const section = sections.get(index + 1)!
    expect.soft(bare(section.spoken), title).toBe(bare(said.join(' ').replace(CLICK, '')))
    for (const paragraph of said.map(text => bare(text.replace(CLICK, ''))).filter(text => text.length > 60))
      expect.soft(all.split(paragraph).length - 1, `“${title}” says it once`).toBe(1)
    const marks = [...section.html.matchAll(/data-click="(\d+)"/g)].map(match => Number(match[1]))
    expect.soft(marks, `the clicks of “${title}”`).toEqual(Array.from({ length: note.match(CLICK)?.length ?? 0 }, (_, click) => click + 1))
  })
})

test('every word of every slide stands in its section', async () => {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  const { facts } = readFacts(readFactFiles(join(root, 'facts')))
  slides.forEach(({ title = '', content, frontmatter }, index) => {
    const there = bare(sections.get(index + 1)!.text)
    const own = [title, plainText(content), ...['about', 'post', 'source', 'eyebrow'].map(name => String(frontmatter[name] ?? '')), ...factsOn(frontmatter, facts)]
    const missing = own.join(' ').split(/\s+/).map(bare).filter(word => word && !there.includes(word))
    expect.soft(missing, `slide ${index + 1}, “${title}”`).toEqual([])
  })
})

test('every case of a slide has its beats, each with what is said of it, and the names of its states', async () => {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  for (const [index, { content, title = '' }] of slides.entries()) {
    for (const { component, slug, names } of liveUses(content).filter(use => use.component === 'LiveWorkflow' || use.component === 'LiveWorld')) {
      const { html, page } = sections.get(index + 1)!
      const { pattern } = await readPattern(join(root, 'snippets'), slug)
      const cases = pattern!.cases.cases.filter(item => !!item.runs === (component === 'LiveWorld') && (names.length === 0 || names.includes(item.name)))
      expect.soft(html, title).toContain(`<figure class="live${component === 'LiveWorld' ? ' world' : ''}" data-pattern="${slug}" data-cases="${cases.map(item => item.name).join(',')}" data-component="${component}" data-props="{`)
      for (const item of cases) {
        const [, list = ''] = new RegExp(`<ol class="beats" data-case="${item.name}">([\\s\\S]*?)</ol>`).exec(html) ?? []
        const beats = list.split('<li').slice(1).map(beat => bare(textOf(`<li${beat}`)))
        expect.soft(beats.length, `${title}, ${item.name}`).toBe(item.beats.length)
        item.beats.forEach((beat, place) => expect.soft(beats[place] ?? '', `${title}, ${item.name}`).toContain(bare(beat.say)))
        // The text of a machine that runs on several slides of a page stands on the first of them.
        const there = bare(textOf(pages[page]!))
        const states = (item.runs?.map(run => run.workflow) ?? [item.workflow]).flatMap(stem => statesIn(pattern!.workflows[stem]))
        expect.soft(states.filter(state => !there.includes(bare(state))), `${title}, ${item.name}`).toEqual([])
      }
    }
  }
})

test('every anchor is one, every link leads somewhere, and nothing is asked of another place', async () => {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  const routes = new Set(['lab', ...slides.flatMap(({ frontmatter }, index) => [String(index + 1), String(frontmatter.routeAlias ?? index + 1)])])
  const idsOf = (html: string) => [...html.matchAll(/\sid="([^"]+)"/g)].map(match => match[1]!)
  for (const [page, html] of Object.entries(pages)) {
    const ids = idsOf(html)
    expect.soft(ids.filter((id, at) => ids.indexOf(id) < at), page).toEqual([])
    for (const [, , address = ''] of html.matchAll(/\s(href|src)="([^"]*)"/g)) {
      if (/^https?:/.test(address))
        continue
      const [path = '', hash] = address.split('#')
      if (hash?.startsWith('/')) {
        expect.soft(routes, `${page}: ${address}`).toContain(hash.slice(1).split(/[/?]/)[0])
        continue
      }
      expect.soft(existsSync(join(deckFolder, 'read', path)), `${page}: ${address}`).toBe(true)
      if (hash !== undefined)
        expect.soft(idsOf(path === '' ? html : pages[path] ?? ''), `${page}: ${address}`).toContain(hash)
    }
    const asked = [...html.matchAll(/<(?:link|script|img|iframe|source|video) [^>]*(?:href|src)="https?:[^>]*>/g)].filter(([tag]) => !tag.includes('canonical'))
    expect.soft(asked, page).toEqual([])
    expect.soft(html, page).not.toMatch(/<style[ >]|<script(?![^>]* src=)|\son\w+="/)
  }
})

test('a page is at most 60 KB as it is sent', () => {
  for (const [page, html] of Object.entries(pages))
    expect.soft(gzipSync(html).length, page).toBeLessThanOrEqual(60_000)
})
