import type { Mistake } from './mistake.ts'
import type { PageSlide } from './page-slides.ts'
import { PANES } from '../../components/live/panes/panes.ts'
import { STAGE_NAMES } from '../../components/many/stage-names.ts'
import { orNear } from '../../engine/simulation/near-name.ts'
import { componentFiles, propsOf } from './component-props.ts'

/** A component as a slide's Markdown places it. */
interface Placed {
  name: string
  /** Names in camelCase, without `:`; directives and listeners are left out. */
  attributes: { name: string, text: string | undefined }[]
  /** What to find its line by. */
  tag: string
}

const TAG = /<([A-Z]\w*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/g
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g
const CODE = /^(`{3,})[^`\n]*\n[\s\S]*?^\1|`[^`\n]*`|<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/gm
const ANYWHERE = /^(?:v-|@|#|class$|style$|id$|key$|ref$|is$|data-|aria-|role$)/

/** Words that a prop takes no other of. */
const WORDS: Record<string, Record<string, readonly string[]>> = {
  LiveWorkflow: { pane: PANES },
  LiveWorld: { stage: STAGE_NAMES },
}

/**
 * Holds the components on the slides to those there are, and what they are told to what they take: Vue would put the rest aside.
 *
 * @param root the project's folder
 * @param slides all slides of its Markdown files
 */
export function checkComponents(root: string, slides: readonly PageSlide[]): Mistake[] {
  const files = componentFiles(root)
  return slides.flatMap(({ content, mistake }) => placedIn(content).flatMap(({ name, attributes, tag }) => {
    const complain = (message: string) => mistake('SLIDE', message, tag)
    if (!Object.hasOwn(files, name)) {
      // A page may bring a component of its own.
      return new RegExp(`\\bimport ${name}\\b`).test(content) ? [] : [complain(`no component <${name}>${orNear(name, Object.keys(files), '')}`)]
    }
    const file = files[name]
    const props = file ? propsOf(file) : undefined
    return attributes.flatMap(({ name: attribute, text }) => {
      if (props && !props.includes(attribute))
        return [complain(`<${name}> knows no ${attribute}${orNear(attribute, props, 'it knows')}`)]
      const words = WORDS[name]?.[attribute]
      if (words && text !== undefined && !words.includes(text))
        return [complain(`<${name}>: no ${attribute} “${text}”${orNear(text, words, 'there is')}`)]
      return []
    })
  }))
}

function placedIn(content: string): Placed[] {
  const text = content.replace(CODE, code => code.replace(/[^\n]/g, ' '))
  return [...text.matchAll(TAG)].map(([tag, name, attributes]) => ({
    name: name!,
    attributes: [...attributes!.matchAll(ATTRIBUTE)]
      .filter(([, attribute]) => !ANYWHERE.test(attribute!) && attribute !== 'v-bind')
      .map(([, attribute, double, single]) => ({
        name: attribute!.replace(/^(?::|v-bind:)/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
        text: attribute!.startsWith(':') ? undefined : double ?? single,
      })),
    tag: tag.split('\n')[0]!,
  }))
}
