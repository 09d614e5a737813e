import type { Plugin } from 'vite'
import { amendPackage, amendSlidev, beside } from '../amend.ts'
import { metaPolicy } from './policy.mjs'

const styleTag = `import { useStyleTag } from '${beside('client/style-sheet.ts')}'`

/**
 * Makes the built deck live under the policy in policy.mjs: no inline script and no `<style>` element. Slidev writes
 * style elements in three places, and the lab's editor in one; there the same rules go into constructed style sheets, which the policy allows.
 * The policy itself is written into the page, for hosts that can't send headers.
 */
export function strictCsp(): Plugin[] {
  return [
    amendSlidev('deck:no-style-elements', [
      {
        file: 'logic/dark.ts',
        find: `const style = window!.document.createElement('style')
      style.appendChild(document.createTextNode(CSS_DISABLE_TRANS))
      window!.document.head.appendChild(style)`,
        replace: `const style = document.documentElement
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(CSS_DISABLE_TRANS)
      document.adoptedStyleSheets.push(sheet)`,
      },
      {
        file: 'logic/dark.ts',
        find: 'document.head.removeChild(style!)',
        replace: 'document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet)',
      },
      { file: 'composables/usePrintStyles.ts', find: `import { useStyleTag } from '@vueuse/core'`, replace: styleTag },
      { file: 'pages/presenter/print.vue', find: `import { useStyleTag } from '@vueuse/core'`, replace: styleTag },
      {
        file: 'pages/export.vue',
        find: `import { provideLocal, useElementSize, useStyleTag, watchDebounced } from '@vueuse/core'`,
        replace: `import { provideLocal, useElementSize, watchDebounced } from '@vueuse/core'\n${styleTag}`,
      },
    ]),
    // CodeMirror's rules go into a constructed sheet of their own accord only inside a shadow root.
    amendPackage('deck:no-editor-style-elements', 'style-mod', [{ file: 'src/style-mod.js', find: '!root.head && root.adoptedStyleSheets', replace: 'root.adoptedStyleSheets' }]),
    {
      name: 'deck:policy',
      apply: 'build',
      transformIndexHtml: {
        order: 'post',
        handler: () => [
          { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', 'content': metaPolicy }, injectTo: 'head-prepend' },
        ],
      },
    },
  ]
}
