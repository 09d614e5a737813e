import { keepChoice } from './choice.ts'

// Offers to read the talk, below a cover that is too small to be read. Fetched where there is such a choice, and nowhere else.
const RULES = `
#reading-choice { position: fixed; z-index: 101; right: 0; bottom: 0; left: 0; display: grid; gap: 10px; padding: 20px 20px calc(20px + env(safe-area-inset-bottom)); border-top: 1px solid var(--line, #2a3241); background: var(--surface, #141923); color: var(--ink, #f2f4f9); font: 16px/1.4 var(--font-sans, system-ui, sans-serif); text-align: start; animation: reading-choice 0.25s ease-out }
#reading-choice p { margin: 0 0 4px; color: var(--ink-soft, #c6ccd8) }
#reading-choice > :is(a, button) { display: grid; padding: 12px 16px; border: 1px solid var(--line-strong, #566178); border-radius: 10px; background: none; color: inherit; font: inherit; text-align: start; text-decoration: none; cursor: pointer }
#reading-choice > a { border-color: var(--accent, #ffb454); background: var(--accent, #ffb454); color: var(--accent-ink, #14100a) }
#reading-choice b { font-size: 18px; font-weight: 650 }
#reading-choice :focus-visible { outline: 2px solid var(--ink, #fff); outline-offset: 2px }
@keyframes reading-choice { from { transform: translateY(24px); opacity: 0 } }
@media (prefers-reduced-motion: reduce) { #reading-choice { animation: none } }
@media (orientation: landscape), print { #reading-choice { display: none } }
`

function offer(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(RULES)
  document.adoptedStyleSheets.push(sheet)
  const box = Object.assign(document.createElement('aside'), { id: 'reading-choice' })
  box.setAttribute('aria-label', 'How to read this talk')
  const read = Object.assign(document.createElement('a'), { href: './read/index.html' })
  read.append(line('b', 'Read it'), line('span', 'Slides and what is said on them, made for this screen'))
  const slides = Object.assign(document.createElement('button'), { type: 'button' })
  slides.append(line('b', 'See the slides'), line('span', 'One at a time, and larger once you turn the phone'))
  box.append(line('p', 'A slide is wide, and this screen is tall.'), read, slides)

  const close = () => {
    box.remove()
    removeEventListener('hashchange', close)
  }
  read.addEventListener('click', () => keepChoice('read'))
  slides.addEventListener('click', () => {
    keepChoice('slides')
    close()
  })
  // Whoever goes on to another slide has no use for it any more.
  addEventListener('hashchange', close)
  document.body.append(box)
}

function line(tag: string, text: string): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent: text })
}

offer()
