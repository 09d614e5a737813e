/** Simulated S3: buckets of text objects, in the order of their keys. https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html */

import { hashText, type ObjectStore, type StoredObject } from '../../../asl/index.ts'

interface Entry {
  body: () => string
  modified: number
}

export interface S3Options {
  /** Makes a bucket when something is put into it. */
  anyBucket?: boolean
  /** Virtual milliseconds since the epoch, for LastModified. */
  now?: () => number
}

export class S3 implements ObjectStore {
  private readonly buckets = new Map<string, Map<string, Entry>>()
  private readonly anyBucket: boolean
  private readonly now: () => number

  constructor({ anyBucket = false, now = () => 0 }: S3Options = {}) {
    this.anyBucket = anyBucket
    this.now = now
  }

  createBucket(bucket: string): void {
    if (!this.buckets.has(bucket)) this.buckets.set(bucket, new Map())
  }

  /** The names of all buckets. */
  get names(): string[] {
    return [...this.buckets.keys()]
  }

  hasBucket(bucket: string): boolean {
    return this.buckets.has(bucket)
  }

  get(bucket: string, key: string): string | undefined {
    return this.buckets.get(bucket)?.get(key)?.body()
  }

  /** Puts an object. Throws NoSuchBucket where there is none and none may be made. */
  put(bucket: string, key: string, body: string): void {
    this.putLazily(bucket, key, () => body)
  }

  /** The same for an object whose text is made when it is read. */
  putLazily(bucket: string, key: string, body: () => string): void {
    if (this.anyBucket) this.createBucket(bucket)
    const objects = this.buckets.get(bucket)
    if (!objects) throw new Error(`NoSuchBucket: the bucket '${bucket}' does not exist`)
    objects.set(key, { body, modified: this.now() })
  }

  /** Removes an object. Removing one that isn't there is no error. */
  delete(bucket: string, key: string): void {
    this.buckets.get(bucket)?.delete(key)
  }

  list(bucket: string, prefix: string): StoredObject[] | undefined {
    const objects = this.buckets.get(bucket)
    if (!objects) return undefined
    return [...objects]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => a < b ? -1 : 1)
      .map(([Key, { body, modified }]) => described(Key, body(), modified))
  }
}

function described(key: string, body: string, modified: number): StoredObject {
  return {
    Key: key,
    Size: new TextEncoder().encode(body).length,
    Etag: etagOf(body),
    LastModified: Math.floor(modified / 1000),
    StorageClass: 'STANDARD',
  }
}

/** An object's entity tag: its MD5, in the quotes that belong to it. */
export function etagOf(body: string): string {
  return `"${hashText(body, 'MD5')}"`
}
