import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatDiagnostic } from '../../asl/index.ts'
import { orNear } from '../../simulation/near-name.ts'
import type { Form } from '../../take-home/readme.ts'
import { readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { listPatterns, readPattern } from '../pattern-folder.ts'
import { CommandError, EXIT } from '../problems.ts'
import { readTexts } from '../read-texts.ts'
import { reasonOf } from '../reasons.ts'
import { serviceReference } from '../service-reference.ts'
import { write } from '../terminal.ts'

const usage = 'asl take-home PATTERN --cfn|--sam|--cdk DIR'

const OPTIONS: Options = {
  cfn: { type: 'string', value: 'DIR', about: 'a CloudFormation template with everything in it: no bucket, no bootstrap' },
  sam: { type: 'string', value: 'DIR', about: 'a template for the SAM CLI, and the files that it names' },
  cdk: { type: 'string', value: 'DIR', about: 'a CDK app in TypeScript' },
  folder: { type: 'string', value: 'DIR', about: 'the folder that holds the patterns; snippets otherwise' },
}

const FORMS: readonly Form[] = ['cfn', 'sam', 'cdk']

export const takeHome: Command = {
  usage,
  about: 'writes a pattern as a folder to deploy: template, definitions, handlers, and a README with the commands',
  options: OPTIONS,
  examples: ['asl take-home saga --cfn saga-on-aws'],
  async run(argv, { stdout }) {
    const args = readArguments(argv, OPTIONS, usage)
    const [slug, ...more] = args.files
    const [form, ...others] = FORMS.filter((one) => args.text(one) !== undefined)
    if (slug === undefined || more.length > 0 || form === undefined || others.length > 0) throw new CommandError(`take-home takes a pattern, and one of --cfn, --sam and --cdk (usage: ${usage})`)
    const target = args.text(form)!
    if (existsSync(target)) throw new CommandError(`${target} is there already, and nothing is written over it`)
    const root = args.text('folder') ?? defaultFolder()
    const patterns = listPatterns(root)
    if (!patterns.includes(slug)) throw new CommandError(`there is no pattern “${slug}”${orNear(slug, patterns, 'there is')}`)
    const { pattern, workflows, diagnostics } = await readPattern(root, slug)
    if (!pattern) throw new CommandError(diagnostics.map(formatDiagnostic).join('\n     '))
    const texts = Object.fromEntries(Object.entries(workflows).map(([stem, { text }]) => [stem, text]))
    // What a template is made of is read when it is wanted: no other command needs it.
    const { onAws } = await import('../../take-home/on-aws.ts')
    const files = await onAws({ slug, pattern, texts, folder: readTexts(join(root, slug)) }, form, serviceReference)
    try {
      for (const { path, text } of files) {
        const file = join(target, path)
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, text, { flag: 'wx' })
      }
    } catch (error) {
      throw new CommandError(`${target} can not be written: ${reasonOf(error)}`)
    }
    await write(stdout, `${files.length} files are in ${target}. Its README.md says how to deploy it, run its cases, compare and delete. Nothing has been sent to AWS.\n`)
    return EXIT.ok
  },
}

/** The caller's own patterns, else the project's. */
function defaultFolder(): string {
  if (existsSync('snippets')) return 'snippets'
  return relative(process.cwd(), join(fileURLToPath(new URL('../../..', import.meta.url)), 'snippets')) || '.'
}
