import { configs, useNav } from '@slidev/client'
import { useHead } from '@unhead/vue'

/** Names the page after its slide, so that tabs, the browser's history and bookmarks say which one it is. */
export function usePageTitle(): void {
  const { currentSlideRoute, isPresenter, isPrintMode } = useNav()
  useHead(() => {
    const title = currentSlideRoute.value.meta.slide.title?.replaceAll('`', '')
    const parts = [isPresenter.value ? 'Presenter' : '', title === configs.title ? '' : title, configs.title]
    return isPrintMode.value ? {} : { title: parts.filter(Boolean).join(' · ') }
  })
}
