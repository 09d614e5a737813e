/** The models that the AWS SDKs are made from, as botocore ships them: the only package that has all their limits, and new ones every day. */

import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import JSZip from 'jszip'
import { ModelError, type ServiceModel } from './cut.ts'

/** The version that the committed file is made from. */
export const BOTOCORE = '1.43.107'

/** Reads every service's newest model from a wheel of botocore. */
export async function readModels(wheel: string): Promise<ServiceModel[]> {
  const zip = await JSZip.loadAsync(bytesOf(wheel)).catch(() => undefined)
  if (!zip) throw new ModelError(`${wheel} is no wheel: it can not be unpacked`)
  const newest = new Map<string, string>()
  for (const path of Object.keys(zip.files).sort()) {
    const [, service] = /^botocore\/data\/([^/]+)\/[^/]+\/service-2\.json\.gz$/.exec(path) ?? []
    if (service !== undefined) newest.set(service, path)
  }
  if (newest.size === 0) throw new ModelError(`${wheel} is no wheel of botocore: it has no models`)
  return Promise.all([...newest.values()].map(async path => JSON.parse(gunzipSync(await zip.file(path)!.async('nodebuffer')).toString()) as ServiceModel))
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file)
  }
  catch (thrown) {
    throw new ModelError(`${file} can not be read (${(thrown as NodeJS.ErrnoException).code})`)
  }
}

/** The version in a wheel's name: `botocore-1.43.107-py3-none-any.whl`. */
export function versionOf(wheel: string): string {
  const [, version] = /botocore-(\d+(?:\.\d+)+)-[^/\\]*\.whl$/.exec(wheel) ?? []
  if (version === undefined) throw new ModelError(`${wheel} is not named as a wheel of botocore is: botocore-${BOTOCORE}-py3-none-any.whl`)
  return version
}
