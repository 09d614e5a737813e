import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Decoration, MatchDecorator, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Classes, not colours: those are the style sheet's, dark and light. */
const style = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: 'code-key' },
  { tag: [tags.string, tags.content, tags.special(tags.string)], class: 'code-string' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword, tags.labelName, tags.typeName], class: 'code-value' },
  { tag: [tags.comment, tags.lineComment], class: 'code-comment' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace, tags.meta], class: 'code-punctuation' },
])

const expressions = new MatchDecorator({ regexp: /\{%[^%]*%\}/g, decoration: Decoration.mark({ class: 'code-expression' }) })

/** Neither YAML nor JSON knows that some of its texts are expressions. */
const marked = ViewPlugin.fromClass(class {
  decorations: DecorationSet

  constructor(view: EditorView) {
    this.decorations = expressions.createDeco(view)
  }

  update(update: ViewUpdate) {
    this.decorations = expressions.updateDeco(update, this.decorations)
  }
}, { decorations: plugin => plugin.decorations })

export const highlight = [syntaxHighlighting(style), marked]
