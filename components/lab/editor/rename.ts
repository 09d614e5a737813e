import type { Extension } from '@codemirror/state'
import type { Panel, EditorView } from '@codemirror/view'
import { StateEffect, StateField } from '@codemirror/state'
import { keymap, showPanel } from '@codemirror/view'
import { renameState, stateNamedAt, type StateMention } from '../../../engine/asl/editing/rename.ts'

const ask = StateEffect.define<StateMention | undefined>()

const asked = StateField.define<StateMention | undefined>({
  create: () => undefined,
  update: (mention, { effects, docChanged }) => {
    for (const effect of effects) {
      if (effect.is(ask))
        return effect.value
    }
    return docChanged ? undefined : mention
  },
  provide: field => showPanel.from(field, mention => mention ? view => panel(view, mention) : null),
})

/** F2 on a state's name gives it another, everywhere at once. */
export function renaming(): Extension {
  return [asked, keymap.of([{ key: 'F2', run: start }])]
}

function start(view: EditorView): boolean {
  const mention = stateNamedAt(view.state.doc.toString(), view.state.selection.main.head)
  view.dispatch({ effects: ask.of(mention) })
  return !!mention
}

function panel(view: EditorView, mention: StateMention): Panel {
  const dom = Object.assign(document.createElement('form'), { className: 'rename' })
  const label = Object.assign(document.createElement('label'), { textContent: `Rename ${mention.name} (${mention.places.length} ${mention.places.length === 1 ? 'place' : 'places'}) ` })
  const name = Object.assign(document.createElement('input'), { value: mention.name, spellcheck: false, autocomplete: 'off' })
  const answer = Object.assign(document.createElement('output'))
  label.append(name)
  dom.append(label, Object.assign(document.createElement('button'), { textContent: 'Rename' }), answer)
  const close = () => {
    view.dispatch({ effects: ask.of(undefined) })
    view.focus()
  }
  dom.addEventListener('submit', (event) => {
    event.preventDefault()
    try {
      const changes = renameState(view.state.doc.toString(), mention, name.value.trim()).map(({ from, to, text }) => ({ from, to, insert: text }))
      view.dispatch({ changes, effects: ask.of(undefined), userEvent: 'input.rename' })
      view.focus()
    }
    catch (error) {
      answer.textContent = (error as Error).message
    }
  })
  dom.addEventListener('keydown', (event) => {
    if (event.key === 'Escape')
      close()
  })
  return { dom, mount: () => name.select() }
}
