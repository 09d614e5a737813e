import { useNav } from '@slidev/client'
import { h } from 'vue'

/** The title of a slide as plain text, from the list of slides: Slidev's own would bring every title once more, compiled. */
export default function SlideTitle({ no }: { no: number | string }) {
  const { slides } = useNav()
  const title = slides.value.find(slide => slide.no === Number(no))?.meta.slide.title ?? ''
  return h('p', title.replaceAll('`', ''))
}
SlideTitle.props = ['no']
