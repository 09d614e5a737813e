import type { MaybeRefOrGetter } from 'vue'
import { onScopeDispose, toValue, watchEffect } from 'vue'

/**
 * Keeps a piece of CSS in force while the calling component lives, as a constructed style sheet: what VueUse's
 * composable of the same name does with a `<style>` element, which the deck's policy forbids.
 */
export function useStyleTag(css: MaybeRefOrGetter<string>): void {
  const sheet = new CSSStyleSheet()
  watchEffect(() => sheet.replaceSync(toValue(css)))
  document.adoptedStyleSheets.push(sheet)
  onScopeDispose(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet)
  })
}
