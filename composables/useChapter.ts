import { useNav, useSlideContext } from '@slidev/client'
import { computed } from 'vue'

/**
 * The chapter the current slide stands in: its number and title, read from the nearest `layout: chapter` slide at or before it.
 *
 * @returns a computed `{ number, title }`, or undefined before the first chapter
 */
export function useChapter() {
  const { slides } = useNav()
  const { $page } = useSlideContext()
  return computed(() => {
    const chapters = slides.value.filter(slide =>
      slide.no <= $page.value && slide.meta.slide.frontmatter.layout === 'chapter')
    const current = chapters.at(-1)
    return current && { number: chapters.length, title: String(current.meta.slide.title ?? '') }
  })
}
