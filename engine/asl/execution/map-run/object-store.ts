/** The objects a Distributed Map reads its items from and writes its results to: S3, or what stands in for it. */

export interface StoredObject {
  Key: string
  Size: number
  Etag: string
  /** Seconds since the epoch, as ListObjectsV2 items have it in a Distributed Map. */
  LastModified: number
  StorageClass: string
}

export interface ObjectStore {
  /** Text of an object, or undefined when the bucket or the key does not exist. */
  get: (bucket: string, key: string) => string | undefined
  /** Objects whose key starts with `prefix`, in the order of their keys, or undefined when the bucket does not exist. */
  list: (bucket: string, prefix: string) => StoredObject[] | undefined
  put: (bucket: string, key: string, body: string) => void
  /** Puts an object whose text is made, always the same, whenever somebody reads it. A store without it is given the text. */
  putLazily?: (bucket: string, key: string, body: () => string) => void
}
