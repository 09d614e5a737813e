import { existsSync, readdirSync } from 'node:fs'
import { extname, relative, resolve } from 'node:path'
import { commands } from '../setup/commands.mjs'
import { readOptions as read, UsageError } from '../setup/options.mjs'

/** What to export, in the words of Slidev's own command line: https://sli.dev/guide/exporting */
export interface ExportOptions {
  entry: string
  /** The 45-minute selection instead of the whole deck. */
  talk: boolean
  /** What is read in `read/`, on paper, instead of the slides alone. */
  handout: boolean
  format: 'pdf' | 'png' | 'pptx' | 'pptx-editable' | 'md'
  output: string
  withClicks: boolean | undefined
  dark: boolean
  perSlide: boolean
  withToc: boolean
  range: string | undefined
  timeout: number
  wait: number | undefined
  waitUntil: string | undefined
  scale: number | undefined
  omitBackground: boolean | undefined
  executablePath: string | undefined
}

/** An export that did not come about; the message is one sentence that says why and what to do instead. */
export class ExportError extends Error {}

const NAME = 'step-functions-advanced-design-patterns'

/**
 * Reads the command line.
 *
 * @param args what stands behind `npm run export --`
 * @param root the project's folder; outputs are relative to `from`, or to `root`/exports when none is named
 * @returns the options, or `help`
 * @throws UsageError for what there is not, and for what Slidev would do wrongly without a word
 */
export function readOptions(args: string[], root: string, from: string = root): ExportOptions | 'help' {
  const given = read(commands.export, args)
  if (given === 'help') return 'help'
  const { values, parts } = given
  const format = (values.format ?? 'pdf') as ExportOptions['format']
  const withClicks = values['with-clicks']
  const perSlide = values['per-slide'] ?? false
  if (perSlide && withClicks) {
    throw new UsageError('--per-slide prints only the first click of every slide; leave it out, and --with-clicks prints them all.')
  }
  // Slidev looks for the outline's pages on the one page that prints all slides.
  if (perSlide && values['with-toc']) throw new UsageError('--per-slide comes without an outline; leave out --with-toc, or print without --per-slide.')
  if (perSlide && format === 'pptx-editable') throw new UsageError('--format pptx-editable does not go with --per-slide; leave it out.')
  const range = values.range
  if (range !== undefined && !/^\s*\d+(-\d*)?(\s*,\s*\d+(-\d*)?)*\s*$/.test(range)) {
    throw new UsageError(`--range ${range} is no list of slides: write it as 1,4-5,8.`)
  }
  const handout = values.handout ?? false
  const other = handout && (['with-clicks', 'dark', 'range', 'per-slide', 'scale', 'omit-background'] as const).find((name) => values[name] !== undefined)
  if (other) throw new UsageError(`--handout is the whole deck on paper, with all that is said; leave out --${other}.`)
  if (handout && format !== 'pdf') throw new UsageError(`--handout is a PDF; leave out --format ${format}.`)
  const extension = format === 'png' ? '' : format === 'pptx-editable' ? '.pptx' : `.${format}`
  const variant = `${values.talk ? '-talk' : ''}${values.dark ? '-dark' : ''}${withClicks ? '-clicks' : ''}${handout ? '-handout' : ''}`
  const output = values.output === undefined ? resolve(root, 'exports', `${NAME}${variant}${format === 'png' ? '-png' : extension}`) : resolve(from, values.output)
  if (extension && extname(output) !== extension) throw new UsageError(`${values.output} is to be a ${extension} file: name it so.`)
  if (format === 'png') checkPictureFolder(output, from)
  return {
    entry: resolve(root, parts[0] ?? 'slides.md'),
    talk: values.talk ?? false,
    handout,
    format,
    output,
    withClicks: withClicks ?? (format === 'pptx' && !perSlide ? true : undefined),
    dark: values.dark ?? false,
    perSlide,
    withToc: format === 'pdf' && !perSlide && (values['with-toc'] ?? true),
    range,
    timeout: Number(values.timeout ?? 600_000),
    wait: values.wait === undefined ? undefined : Number(values.wait),
    waitUntil: values['wait-until'],
    scale: values.scale === undefined ? undefined : Number(values.scale),
    omitBackground: values['omit-background'],
    executablePath: values['executable-path'],
  }
}

/** Slidev empties the folder that pictures go to. */
function checkPictureFolder(folder: string, from: string): void {
  if (!existsSync(folder)) return
  const other = readdirSync(folder).find((name) => !/^\d[\d-]*\.png$/.test(name))
  if (other !== undefined) {
    throw new UsageError(`Exporting pictures empties the folder they go to, and ${relative(from, folder) || folder} holds ${other}: name another with --output.`)
  }
}
