#!/usr/bin/env node
// `npm run build:engine [-- --out FOLDER]`: the engine as a package that `npm pack` takes.
import { relative, resolve } from 'node:path'
import process from 'node:process'
import { buildEngine } from './engine/build.ts'
import { givenTo } from './setup/given.mjs'

const root = resolve(import.meta.dirname, '..')
const { values } = givenTo('build:engine')
const out = resolve(root, typeof values.out === 'string' ? values.out : 'dist-engine')

await buildEngine(root, out)
console.log(`${relative(process.cwd(), out) || '.'}: npm pack takes it, npm install ${relative(process.cwd(), out) || '.'} as well`)
