import type { DecorationSet } from '@codemirror/view'
import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView } from '@codemirror/view'

/** Lights the lines of a state: first and last, from 1; undefined lights none. */
export const showLines = StateEffect.define<[number, number] | undefined>()

const line = Decoration.line({ class: 'is-shown' })

export const shownLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (lines, { effects, changes, newDoc }) => {
    let now = lines.map(changes)
    for (const effect of effects) {
      if (!effect.is(showLines))
        continue
      const [first, last] = effect.value ?? [1, 0]
      now = Decoration.set(Array.from({ length: Math.max(0, Math.min(last, newDoc.lines) - first + 1) }, (_, at) => line.range(newDoc.line(first + at).from)))
    }
    return now
  },
  provide: field => EditorView.decorations.from(field),
})
