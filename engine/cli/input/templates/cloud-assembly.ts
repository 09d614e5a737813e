import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { withoutByteOrderMark, type JsonObject } from '../../../asl/index.ts'
import { machinesOf } from './machines.ts'

/** The file that tells a folder apart as one that `cdk synth` has written. */
const MANIFEST = 'manifest.json'

/**
 * What to do with a CDK app, whose machines are in templates that `cdk synth` writes.
 *
 * @param what what the file or folder is, with an article
 * @param folder where the app, or what it has written, lies
 * @returns the rest of a sentence: which templates have which machines, or how they come to be
 * @see https://docs.aws.amazon.com/cdk/v2/guide/configure-synth.html
 */
export function sayCdk(what: string, folder: string): string {
  const written = [folder, join(folder, 'cdk.out'), join(dirname(folder), 'cdk.out')].find((one) => existsSync(join(one, MANIFEST)))
  const found = written === undefined ? [] : templatesIn(written)
  const rest = written === undefined
    ? 'run cdk synth, and the templates in cdk.out have its state machines'
    : found.length === 0 ? `no template in ${written} has a state machine` : `its state machines are in ${found.map(({ file, names }) => `${file} (${names.join(', ')})`).join(' and ')}`
  return `this is ${what}, not a definition; ${rest}`
}

/** Whether `cdk synth` has written a folder. */
export function isCloudAssembly(folder: string): boolean {
  return existsSync(join(folder, MANIFEST)) && (basename(folder) === 'cdk.out' || existsSync(join(folder, 'cdk.out')))
}

/** The templates that `cdk synth` has written into a folder, those of its stages among them. */
export function templateFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.template.json')).sort().map((name) => join(folder, name))
}

/**
 * The file beside a template that the CDK brings to a bucket.
 *
 * @param template the template's file
 * @param key the object's key, as the template has it
 * @returns undefined where the folder has no such file
 * @see https://docs.aws.amazon.com/cdk/v2/guide/assets.html
 */
export function assetFile(template: string, key: string): string | undefined {
  try {
    const { files } = JSON.parse(readFileSync(template.replace(/\.template\.json$/, '.assets.json'), 'utf8')) as AssetManifest
    const asset = Object.values(files ?? {}).find(({ destinations }) => Object.values(destinations ?? {}).some(({ objectKey }) => objectKey === key))
    return asset?.source?.path === undefined ? undefined : join(dirname(template), asset.source.path)
  } catch {
    // Without a list of assets there is none.
    return undefined
  }
}

interface AssetManifest {
  files?: Record<string, { source?: { path?: string }, destinations?: Record<string, { objectKey?: string }> }>
}

function templatesIn(folder: string): { file: string, names: string[] }[] {
  return templateFiles(folder).flatMap((file) => {
    const names = namesIn(file)
    return names.length > 0 ? [{ file, names }] : []
  })
}

function namesIn(file: string): string[] {
  try {
    const { Resources } = JSON.parse(withoutByteOrderMark(readFileSync(file, 'utf8'))) as JsonObject
    return machinesOf(Resources, ['Resources'], file).map(({ name }) => name)
  } catch {
    // A template that can't be read is none that anybody can be sent to.
    return []
  }
}
