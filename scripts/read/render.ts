import type { Plugin, ViteDevServer } from 'vite'
import type { ListedSlide } from '../../components/reading/client.ts'
import type { ReadingChapter, ReadingSlide } from './chapters.ts'
import { join } from 'node:path'
import { resolveOptions, ViteSlidevPlugin } from '@slidev/cli'
import { createServer } from 'vite'
import * as vue from 'vue'
import { renderToString } from 'vue/server-renderer'
import { extendParser } from '../deck/parser.ts'
import { diagrams } from '../vite/content/diagrams.ts'
import { exercises } from '../vite/content/exercises.ts'
import { exerciseSlides } from '../vite/content/exercise-slides.ts'
import { factsFolder } from '../vite/content/fact-files.ts'
import { facts } from '../vite/content/facts.ts'
import { lendVue, sameVue } from '../vite/slidev/same-vue.ts'
import { site } from '../vite/built/site.ts'
import { snippetFiles } from '../vite/content/snippet-files.ts'
import { terminal } from '../vite/content/terminal.ts'
import { placesOf } from './chapters.ts'
import { collectStyles } from './collect-styles.ts'
import { readPatterns } from './patterns.ts'
import { standIns } from './stand-ins.ts'

/** The slides of the deck as HTML, and the rules that their components bring. */
export interface RenderedSlides {
  /** By the slide's number: its layout and content, in the state that its last click leaves. */
  bodies: Map<number, string>
  css: string
}

/**
 * Renders slides as Vue does on a server, with the deck's own components; of those that run something, its last moment.
 *
 * @param root the project's folder
 * @param chapters the pages with their slides
 * @throws Error that names the slide that could not be rendered
 */
export async function renderSlides(root: string, chapters: readonly ReadingChapter[]): Promise<RenderedSlides> {
  extendParser()
  const options = await resolveOptions({ entry: join(root, 'slides.md') }, 'build')
  const styles = collectStyles()
  const server = await createServer({
    configFile: false,
    root: options.userRoot,
    logLevel: 'error',
    appType: 'custom',
    define: { __DECK_PDF__: '""' },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    // What Node can load itself it does, and what is CommonJS it must.
    ssr: { noExternal: true, external: ['yaml', 'jsonata'] },
    plugins: [sameVue, ...deckPlugins(root), await ViteSlidevPlugin(options), styles.plugin],
  })
  const takeBack = lendVue()
  try {
    const around = {
      config: options.data.config,
      places: placesOf(chapters),
      listed: chapters.flatMap(({ slides }) => slides).map(({ no, title, frontmatter }) => ({ no, meta: { slide: { title, frontmatter } } })),
    }
    const bodies = new Map<number, string>()
    for (const { slides } of chapters) {
      const shown = new Map<string, number>()
      for (const slide of slides) {
        try {
          bodies.set(slide.no, await renderSlide(server, slide, { ...around, shown }))
        }
        catch (error) {
          throw new Error(`Slide ${slide.no}, “${slide.title}”, cannot be rendered for read/: ${(error as Error).message}`, { cause: error })
        }
      }
    }
    return { bodies, css: styles.css() }
  }
  finally {
    takeBack()
    await server.close()
  }
}

function deckPlugins(root: string): Plugin[] {
  return [standIns(root), facts(factsFolder), diagrams(), readPatterns(root), exercises(root), exerciseSlides(root), snippetFiles(join(root, 'snippets')), terminal(root), site()]
}

interface Around {
  /** Where each slide stands, and the slides, by their places in the deck. */
  places: readonly string[]
  listed: readonly ListedSlide[]
  /** The machines whose text the page has by now, each with its slide. */
  shown: Map<string, number>
  config: unknown
}

async function renderSlide(server: ViteDevServer, slide: ReadingSlide, { places, listed, shown, config }: Around): Promise<string> {
  const load = (id: string) => server.ssrLoadModule(id)
  const injection = await load('@slidev/client/constants.ts')
  const { createFixedClicks } = await load('@slidev/client/composables/useClicks.ts')
  const { LISTED, PLACES, SHOWN } = await load('/components/reading/client.ts')
  const { default: Slide } = await load(`/@slidev/slides/${slide.no}/md`)
  const frames: string[] = []
  // Of a slide whose clicks bring other content, not more of it, every click is a frame.
  for (let click = 0; click <= Number(slide.frontmatter.clicks ?? 0); click++) {
    const app = vue.createSSRApp({ render: () => vue.h(Slide) })
    const clicks = createFixedClicks()
    clicks.current = click
    app.config.warnHandler = () => {}
    // Names that components make for their parts are one on a page, too.
    app.config.idPrefix = `s${slide.no}-${click}`
    app.provide(LISTED, listed)
    app.provide(PLACES, places)
    app.provide(SHOWN, shown)
    app.provide(injection.injectionSlidevContext, { nav: { currentSlideNo: slide.no }, configs: config })
    app.provide(injection.injectionClicksContext, vue.shallowRef(clicks))
    app.provide(injection.injectionCurrentPage, vue.ref(slide.no))
    app.provide(injection.injectionRenderContext, vue.ref('slide'))
    app.provide(injection.injectionFrontmatter, slide.frontmatter)
    frames.push((await renderToString(app)).replace(/<!--[^>]*-->/g, ''))
  }
  return frames.join('\n')
}
