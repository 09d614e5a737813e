import { ViteSlidevPlugin, resolveOptions } from '@slidev/cli'
import { createServer } from 'vite'
import * as vue from 'vue'
import { renderToString } from 'vue/server-renderer'
import { lendVue, sameVue } from '../slidev/same-vue.ts'

/**
 * The markup of the deck's first slide in its layout, as Vue renders it on a server: what Slidev will render in the
 * browser before anything is clicked.
 * @param entry the deck's slides.md, absolute
 * @param define what the build puts in the place of names
 */
export async function renderFirstSlide(entry: string, define: Record<string, unknown> | undefined): Promise<string> {
  const options = await resolveOptions({ entry }, 'build')
  const server = await createServer({
    configFile: false,
    root: options.userRoot,
    logLevel: 'error',
    appType: 'custom',
    ...(define ? { define } : {}),
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    ssr: { noExternal: true },
    plugins: [sameVue, await ViteSlidevPlugin(options)],
  })
  const takeBack = lendVue()
  try {
    const load = (id: string) => server.ssrLoadModule(id)
    const injection = await load('@slidev/client/constants.ts')
    const { default: Slide, frontmatter } = await load('/@slidev/slides/1/md')
    const { createFixedClicks } = await load('@slidev/client/composables/useClicks.ts')
    const app = vue.createSSRApp({ render: () => vue.h(Slide) })
    app.provide(injection.injectionSlidevContext, { nav: { currentSlideNo: 1 }, configs: options.data.config })
    app.provide(injection.injectionClicksContext, vue.shallowRef(createFixedClicks()))
    app.provide(injection.injectionCurrentPage, vue.ref(1))
    app.provide(injection.injectionRenderContext, vue.ref('slide'))
    app.provide(injection.injectionFrontmatter, frontmatter ?? {})
    const markup = await renderToString(app)
    return markup.replace(/<!--[[\]]?-->/g, '')
  }
  finally {
    takeBack()
    await server.close()
  }
}
