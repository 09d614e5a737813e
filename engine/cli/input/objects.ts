import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { S3 } from '../../simulation/account/services/s3.ts'
import type { Option } from '../arguments.ts'
import { CommandError } from '../problems.ts'
import { isFolder } from './read-definition.ts'
import { readText } from './read-text.ts'

export const OBJECTS: Option = { type: 'string', multiple: true, value: 'BUCKET/KEY=FILE', about: 'an object of the simulated S3, which item readers and S3 tasks read; a folder is all its files' }

/**
 * A simulated S3 with the objects that --s3 names.
 *
 * @param pairs `BUCKET/KEY=FILE`; where FILE is a folder, its files become objects below KEY
 * @throws CommandError for what is no such pair, and a file that can not be read
 */
export async function readObjects(pairs: readonly string[], stdin: Readable): Promise<S3> {
  const store = new S3({ anyBucket: true })
  for (const pair of pairs) {
    const { bucket, key, file } = split(pair)
    if (file !== '-' && isFolder(file)) {
      store.createBucket(bucket)
      const prefix = key === '' || key.endsWith('/') ? key : `${key}/`
      for (const name of filesIn(file)) store.put(bucket, prefix + name, await readText(join(file, name), stdin))
    } else if (key === '') throw new CommandError(`--s3 ${pair} names no key: write --s3 BUCKET/KEY=FILE`)
    else store.put(bucket, key, await readText(file, stdin))
  }
  return store
}

/** A key may have `=` in it, as in `year=2026/orders.csv`: the file begins after the last one that leaves a file's name. */
function split(pair: string): { bucket: string, key: string, file: string } {
  const address = pair.replace(/^s3:\/\//, '')
  const ends = [...address.matchAll(/=/g)].map(({ index }) => index)
  const at = ends.find((index) => existsSync(address.slice(index + 1))) ?? ends.at(-1)
  const [, bucket, key] = /^([^/]+)(?:\/(.*))?$/s.exec(address.slice(0, at ?? 0)) ?? []
  const file = at === undefined ? '' : address.slice(at + 1)
  if (bucket === undefined || file === '') throw new CommandError(`--s3 is ${pair}; it takes BUCKET/KEY=FILE, as in --s3 orders/today.csv=today.csv`)
  return { bucket, key: key ?? '', file }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replace(/^[/\\]/, '').replaceAll('\\', '/'))
    .sort()
}
