import type { Ref } from 'vue'
import { ref, watch } from 'vue'
import { highlightWords } from './highlight-words.ts'
import { readingLine, scrollFor } from './reading-line.ts'

/** How far the words of a section have been read. */
export interface FollowedWords {
  /** The click whose words are read, from 0. */
  click: Readonly<Ref<number>>
  /** Whether it is this section that is read. */
  active: Readonly<Ref<boolean>>
  /** Whether the section is on the screen or a screen away. */
  near: Readonly<Ref<boolean>>
  /** Scrolls to the words of a click. */
  goTo: (click: number) => void
}

interface Followed {
  section: HTMLElement
  figure: HTMLElement
  words: HTMLElement
  marks: HTMLElement[]
  click: Ref<number>
  active: Ref<boolean>
  near: Ref<boolean>
}

const followed: Followed[] = []
let asked = false

/**
 * Follows the words of a section: each `<span class="beat" data-click="3">` that has passed the line where the eye is brings its click, and
 * going back takes it back.
 *
 * @param section with `.spoken` and the marks in it
 * @param figure its stage, beside the words or above them
 */
export function followWords(section: HTMLElement, figure: HTMLElement): FollowedWords {
  const words = section.querySelector<HTMLElement>('.spoken') ?? section
  const marks = [...words.querySelectorAll<HTMLElement>('.beat[data-click]')]
  const one: Followed = { section, figure, words, marks, click: ref(0), active: ref(false), near: ref(true) }
  if (followed.push(one) === 1) {
    addEventListener('scroll', soon, { passive: true })
    addEventListener('resize', soon, { passive: true })
    addEventListener('keydown', step)
  }
  watch([one.click, one.active], ([click, active]) => active && highlightWords(words, marks, click))
  look()
  return { ...one, goTo: click => goTo(one, click) }
}

function goTo(one: Followed, click: number): void {
  const mark = one.marks.find(item => Number(item.dataset.click) === click) ?? one.words
  const top = scrollFor(mark.getBoundingClientRect().top + scrollY, { height: innerHeight, covered: coveredBy(one), most: mostScroll() })
  scrollTo({ top, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' })
}

/** The keys that go on and back on a slide do so here; where something is scrolled to the side, they are its own. */
function step(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  const one = followed.find(({ active }) => active.value)
  const isTaken = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented
    || (event.target as Element).closest?.('input, textarea, select, [tabindex="0"]:not([role="button"])')
  const next = (one?.click.value ?? 0) + (by ?? 0)
  if (!by || !one || isTaken || next < 0 || next > one.marks.length)
    return
  event.preventDefault()
  goTo(one, next)
}

/** One reading of the page a frame, however many events there are. */
function soon(): void {
  if (asked)
    return
  asked = true
  requestAnimationFrame(() => {
    asked = false
    look()
  })
}

function look(): void {
  const view = { height: innerHeight, scrolled: scrollY, most: mostScroll() }
  // First everything is read, then written: else the browser would lay the page out in between.
  const seen = followed.map((one) => {
    const { top, bottom } = one.section.getBoundingClientRect()
    const near = bottom > -view.height && top < view.height * 2
    if (!near)
      return { one, near, active: false }
    const line = readingLine({ ...view, covered: coveredBy(one) })
    const passed = one.marks.findLast(mark => mark.getBoundingClientRect().top <= line)
    return { one, near, active: top <= line && bottom > line, click: Number(passed?.dataset.click ?? 0) }
  })
  for (const { one, near, active, click } of seen) {
    one.near.value = near
    one.active.value = active
    if (click !== undefined)
      one.click.value = click
  }
}

/** How much of the window a stage covers that stands above its words. */
function coveredBy({ figure, words }: Followed): number {
  return figure.offsetLeft >= words.offsetLeft + words.offsetWidth ? 0 : figure.offsetHeight
}

function mostScroll(): number {
  return document.documentElement.scrollHeight - innerHeight
}
