#!/usr/bin/env node
// @ts-check
// `node scripts/viewer.mjs [DIR]`: builds the page of `asl serve` and prints its folder. Without a folder it is kept in .cache/, and built once for
// each state of its sources.
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { keptViewer } from './viewer/kept.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [out] = process.argv.slice(2)
if (out === undefined) {
  console.log(await keptViewer(root))
}
else {
  const { buildViewer } = await import('./viewer/build.ts')
  await buildViewer(root, resolve(out))
  console.log(resolve(out))
}
