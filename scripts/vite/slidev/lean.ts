import { createRequire } from 'node:module'
import { relative } from 'node:path'
import type { Plugin } from 'vite'
import { amendPackage, amendSlidev, beside, clientRoot } from '../amend.ts'

const require = createRequire(import.meta.url)

/** Slidev features this deck does without: modules that stand in for them, and what a slide would write to use them. */
const directives = [
  { file: 'modules/v-mark.ts', exported: 'createVMarkDirective', used: /[\s<]v-mark\b/ },
  { file: 'modules/v-motion.ts', exported: 'createVMotionDirectives', used: /[\s<]v-motion\b/ },
  { file: 'modules/v-drag.ts', exported: 'createVDragDirective', used: /[\s<]v-drag\b|<v-?drag/i },
]

/**
 * Keeps out of the built deck's first load what no slide of it uses: Vue's template compiler, the sketchy marks,
 * motion, dragging and drawing, Twoslash's popups, the fonts of formulas and a YAML writer. What is used only on demand (the
 * settings) is loaded after the first slide stands.
 * The build fails when a slide does use one of the left-out directives.
 */
export function lean(): Plugin[] {
  return [
    amendSlidev('deck:on-demand', [
      { file: 'logic/utils.ts', find: `'@slidev/parser/core'`, replace: `'@slidev/parser/utils'` },
      { file: 'setup/main.ts', find: `import TwoSlashFloatingVue from '@shikijs/vitepress-twoslash/client'\n`, replace: '' },
      { file: 'setup/main.ts', find: `  app.use(TwoSlashFloatingVue as any, { container: '#twoslash-container' })\n`, replace: '' },
      {
        file: 'internals/NavControls.vue',
        find: `import Settings from './Settings.vue'`,
        replace: `import { defineAsyncComponent } from 'vue'\nconst Settings = defineAsyncComponent(() => import('./Settings.vue'))`,
      },
      // Slidev fetches the neighbours together with the slide that is shown and all slides three seconds after the start, builds every
      // one into the page, and lays hands on each of them whenever one is opened. Here the slide that is shown comes first and alone, the
      // others are fetched in the order of their distance, and in the page are the slide and its neighbours.
      {
        file: 'internals/SlidesShow.vue',
        find: `import { CLICKS_MAX } from '../constants'`,
        replace: `import { CLICKS_MAX } from '../constants'
import { useFetchAhead } from '${beside('client/fetch-ahead.ts')}'
import { useNeighbours } from '${beside('client/neighbours.ts')}'`,
      },
      { file: 'internals/SlidesShow.vue', find: `    route.load()\n`, replace: `    return route.load()\n` },
      {
        file: 'internals/SlidesShow.vue',
        find: `// preload current, prev and next slides
watchEffect(() => {
  preloadRoute(currentSlideRoute.value)
  preloadRoute(prevRoute.value)
  preloadRoute(nextRoute.value)
})
// preload all slides after 3s
watchEffect((onCleanup) => {
  const routes = slides.value
  const timeout = setTimeout(() => {
    routes.forEach(preloadRoute)
  }, 3000)
  onCleanup(() => clearTimeout(timeout))
})`,
        replace: 'useFetchAhead(slides, currentSlideRoute, preloadRoute)',
      },
      {
        file: 'internals/SlidesShow.vue',
        find: `const loadedRoutes = computed(`,
        replace: `const isNeighbour = useNeighbours(() => currentSlideRoute.value.no)\nconst loadedRoutes = computed(`,
      },
      {
        file: 'internals/SlidesShow.vue',
        find: `slides.value.filter(r => r.meta?.__preloaded || r === currentSlideRoute.value)`,
        replace: `slides.value.filter(r => r === currentSlideRoute.value || (r.meta?.__preloaded && isNeighbour(r.no)))`,
      },
      // What is operated around the slide is made once the slide stands.
      { file: 'pages/play.vue', find: `import { registerShortcuts } from '../logic/shortcuts'`, replace: `import { registerShortcuts } from '../logic/shortcuts'\nimport { useSlideFirst } from '${beside('client/slide-first.ts')}'\n\nconst stands = useSlideFirst()` },
      { file: 'pages/play.vue', find: `<NavControls :persist="persistNav" />`, replace: `<NavControls v-if="stands" :persist="persistNav" />` },
      { file: 'pages/play.vue', find: `<Controls v-if="!isPrintMode" />`, replace: `<Controls v-if="!isPrintMode && stands" />` },
      // Styles of what no slide has: Twoslash, GitHub's alerts, formulas. The settings' hints bring their own.
      ...[
        '@shikijs/vitepress-twoslash/style.css',
        'markdown-it-github-alerts/styles/github-colors-light.css',
        'markdown-it-github-alerts/styles/github-colors-dark-media.css',
        'markdown-it-github-alerts/styles/github-base.css',
        './katex.css',
        './shiki-twoslash.css',
      ].map(sheet => ({ file: 'styles/index.ts', find: `import '${sheet}'\n`, replace: '' })),
      {
        file: 'internals/FormItem.vue',
        find: `import { Tooltip } from 'floating-vue'`,
        replace: `import { Tooltip } from 'floating-vue'\nimport 'floating-vue/dist/style.css'`,
      },
      ...['internals/SlidesShow.vue', 'internals/SlideContainer.vue', 'builtin/VSwitch.ts'].map(file => ({
        file,
        find: `import { recomputeAllPoppers } from 'floating-vue'`,
        replace: `import { recomputeAllPoppers } from '${beside('unused/poppers.ts')}'`,
      })),
    ]),
    // On its way to another address, the router writes once more the one it leaves, with where its page was scrolled: nothing here scrolls to it.
    amendPackage('deck:short-way', 'vue-router', [{
      file: 'dist/vue-router.js',
      find: ['changeLocation(currentState.current, currentState, true)', 'invalidateScrollPositions(currentState.position)', 'saveScrollPosition(currentState.current)']
        .map(line => `\t\t${line};\n`).join(''),
      replace: '',
    }]),
    {
      name: 'deck:unused',
      enforce: 'pre',
      apply: 'build',
      config: () => ({
        resolve: {
          alias: [
            // Slidev takes the Vue that can compile templates in the browser; every template here is compiled already.
            { find: /^vue$/, replacement: require.resolve('vue/dist/vue.runtime.esm-bundler.js') },
            { find: /^drauu$/, replacement: beside('unused/drauu.ts') },
          ],
        },
      }),
      resolveId: id => /\/katex\/dist\/katex\.min\.css$/.test(id) ? beside('unused/katex.css') : undefined,
      load(id) {
        const left = directives.find(({ file }) => id === `${clientRoot}/${file}`)
        if (left)
          return `export function ${left.exported}() { return { install() {} } }`
      },
      transform(code, id) {
        if (!/\.md$|\.vue$/.test(id) || id.includes('/node_modules/'))
          return
        const left = directives.find(({ used }) => used.test(code))
        if (left) {
          const file = relative(process.cwd(), id.replace(/__slidev_\d+\.md$/, ''))
          throw new Error(`${file} uses ${left.used.exec(code)?.[0].trim()}, which this deck leaves out of its build to stay `
            + `small. Use v-click, or take it off the list in scripts/vite/slidev/lean.ts.`)
        }
      },
    },
    {
      name: 'deck:no-formulas',
      enforce: 'post',
      apply: 'build',
      transform(code, id) {
        if (/__slidev_\d+\.md$/.test(id))
          refuseFormula(code, `slide ${/__slidev_(\d+)/.exec(id)?.[1]} (${relative(process.cwd(), id.replace(/__slidev_\d+\.md$/, ''))})`)
      },
    },
  ]
}

/**
 * Slidev reads what stands between two dollar signs as a formula, which in a talk full of `$.paths` is never meant.
 * @throws when the rendered text has a formula in it
 */
export function refuseFormula(rendered: string, where: string): void {
  if (rendered.includes('katex-mathml'))
    throw new Error(`On ${where}, what stands between two dollar signs is read as a formula: put names with a dollar sign into backticks.`)
}
