/** What tasks call of simulated S3. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html */

import type { Json } from '../../../asl/index.ts'
import { etagOf, type S3 } from './s3.ts'
import { requiredText, type Service, ServiceError } from './service.ts'

export function s3Actions(store: S3): Service {
  return (action, parameters): Json => {
    const bucket = requiredText(parameters, 'Bucket')
    if (!store.hasBucket(bucket)) throw new ServiceError('NoSuchBucketException', 'The specified bucket does not exist', 404)
    switch (action) {
      case 'getObject': {
        const body = store.get(bucket, requiredText(parameters, 'Key'))
        if (body === undefined) throw new ServiceError('NoSuchKeyException', 'The specified key does not exist.', 404)
        return { Body: body, ContentLength: new TextEncoder().encode(body).length, ETag: etagOf(body), Metadata: {} }
      }
      case 'putObject': {
        const body = textOf(parameters.Body)
        store.put(bucket, requiredText(parameters, 'Key'), body)
        return { ETag: etagOf(body), ServerSideEncryption: 'AES256' }
      }
      case 'deleteObject': {
        store.delete(bucket, requiredText(parameters, 'Key'))
        return {}
      }
      case 'listObjectsV2': {
        const contents = store.list(bucket, typeof parameters.Prefix === 'string' ? parameters.Prefix : '')!
        return { Contents: contents as unknown as Json, IsTruncated: false, KeyCount: contents.length, Name: bucket }
      }
      default: throw new ServiceError('NotImplementedException', `This simulated S3 has no action ${action}.`, 501)
    }
  }
}

function textOf(body: Json | undefined): string {
  return typeof body === 'string' ? body : JSON.stringify(body ?? '')
}
