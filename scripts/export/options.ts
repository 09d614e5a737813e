import { existsSync, readdirSync } from 'node:fs'
import { extname, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What to export, in the words of Slidev's own command line: https://sli.dev/guide/exporting */
export interface ExportOptions {
  entry: string
  /** The 45-minute selection instead of the whole deck. */
  talk: boolean
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

/** A wish that can not be met; the message is one sentence that says why and what to do instead. */
export class ExportError extends Error {}

const NAME = 'step-functions-advanced-design-patterns'
const FORMATS = ['pdf', 'png', 'pptx', 'pptx-editable', 'md'] as const

export const HELP = `npm run export [-- options]        the deck as PDF in exports/, light, with outline, one page a slide

  --with-clicks, -c    one page a click
  --dark               in the colours of the stage
  --format             pdf (default), png, pptx, pptx-editable, md
  --talk               the 45-minute selection
  --range 1,4-5        only these slides
  --output FILE        where to write; a folder for png
  --no-with-toc        without outline
  --per-slide          slide by slide, without outline
  --scale, --omit-background, --wait MS, --wait-until EVENT, --timeout MS, --executable-path FILE
                       as in Slidev: https://sli.dev/guide/exporting`

/**
 * Reads the command line.
 *
 * @param args what stands behind `npm run export --`
 * @param root the project's folder; outputs are relative to `from`, or to `root`/exports when none is named
 * @returns the options, or `help`
 * @throws ExportError for what Slidev would do wrongly without a word
 */
export function readOptions(args: string[], root: string, from: string = root): ExportOptions | 'help' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
  const format = FORMATS.find((name) => name === (values.format ?? 'pdf'))
  if (!format) throw new ExportError(`There is no format ${values.format}: choose ${FORMATS.join(', ')}.`)
  const withClicks = values['with-clicks']
  const perSlide = values['per-slide'] ?? false
  if (perSlide && withClicks) {
    throw new ExportError('--per-slide prints only the first click of every slide; leave it out, and --with-clicks prints them all.')
  }
  // Slidev looks for the outline's pages on the one page that prints all slides.
  if (perSlide && values['with-toc']) throw new ExportError('--per-slide comes without an outline; leave out --with-toc, or print without --per-slide.')
  if (perSlide && format === 'pptx-editable') throw new ExportError('--format pptx-editable does not go with --per-slide; leave it out.')
  const range = values.range
  if (range !== undefined && !/^\s*\d+(-\d*)?(\s*,\s*\d+(-\d*)?)*\s*$/.test(range)) {
    throw new ExportError(`--range ${range} is no list of slides: write it as 1,4-5,8.`)
  }
  const extension = format === 'png' ? '' : format === 'pptx-editable' ? '.pptx' : `.${format}`
  const variant = `${values.talk ? '-talk' : ''}${values.dark ? '-dark' : ''}${withClicks ? '-clicks' : ''}`
  const output = values.output === undefined ? resolve(root, 'exports', `${NAME}${variant}${format === 'png' ? '-png' : extension}`) : resolve(from, values.output)
  if (extension && extname(output) !== extension) throw new ExportError(`${values.output} is to be a ${extension} file: name it so.`)
  if (format === 'png') checkPictureFolder(output, from)
  return {
    entry: resolve(root, positionals[0] ?? 'slides.md'),
    talk: values.talk ?? false,
    format,
    output,
    withClicks,
    dark: values.dark ?? false,
    perSlide,
    withToc: format === 'pdf' && !perSlide && (values['with-toc'] ?? true),
    range,
    timeout: milliseconds('timeout', values.timeout) ?? 180_000,
    wait: milliseconds('wait', values.wait),
    waitUntil: values['wait-until'],
    scale: values.scale === undefined ? undefined : Number(values.scale),
    omitBackground: values['omit-background'],
    executablePath: values['executable-path'],
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      allowNegative: true,
      options: {
        'help': { type: 'boolean', short: 'h' },
        'format': { type: 'string' },
        'output': { type: 'string' },
        'timeout': { type: 'string' },
        'wait': { type: 'string' },
        'wait-until': { type: 'string' },
        'talk': { type: 'boolean' },
        'range': { type: 'string' },
        'dark': { type: 'boolean' },
        'with-clicks': { type: 'boolean', short: 'c' },
        'executable-path': { type: 'string' },
        'with-toc': { type: 'boolean' },
        'per-slide': { type: 'boolean' },
        'scale': { type: 'string' },
        'omit-background': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new ExportError(`${(error as Error).message.replace(/\. To specify a positional.*$/s, '')}.\n\n${HELP}`)
  }
}

function milliseconds(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw new ExportError(`--${name} ${text} is no number of milliseconds.`)
  return Number(text)
}

/** Slidev empties the folder that pictures go to. */
function checkPictureFolder(folder: string, from: string): void {
  if (!existsSync(folder)) return
  const other = readdirSync(folder).find((name) => !/^\d[\d-]*\.png$/.test(name))
  if (other !== undefined) {
    throw new ExportError(`Exporting pictures empties the folder they go to, and ${relative(from, folder) || folder} holds ${other}: name another with --output.`)
  }
}
