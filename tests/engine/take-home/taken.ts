import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listPatterns, readPattern } from '../../../engine/cli/pattern-folder.ts'
import { readTexts } from '../../../engine/cli/read-texts.ts'
import { serviceReference } from '../../../engine/cli/service-reference.ts'
import type { Brought } from '../../../engine/take-home/make-plan.ts'
import { onAws } from '../../../engine/take-home/on-aws.ts'
import type { Form } from '../../../engine/take-home/readme.ts'
import { isSweep } from '../../support/sweep.ts'

/** All patterns with `SWEEP`; otherwise one that has a queue, a table with tokens and functions. */
export const slugs = isSweep ? listPatterns('snippets') : ['human-approval']

export async function broughtOf(slug: string): Promise<Brought> {
  const { pattern, workflows } = await readPattern('snippets', slug)
  return { slug, pattern: pattern!, texts: Object.fromEntries(Object.entries(workflows).map(([stem, { text }]) => [stem, text])), folder: readTexts(join('snippets', slug)) }
}

/** Writes a pattern's folder below the project, so that what is installed is found from it. */
export async function writeFolder(slug: string, form: Form): Promise<string> {
  mkdirSync('.cache', { recursive: true })
  const folder = mkdtempSync(join('.cache', `take-home-${slug}-${form}-`))
  for (const { path, text } of await onAws(await broughtOf(slug), form, serviceReference)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
