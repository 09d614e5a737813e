import { expect, it } from 'vitest'
import type { Outgoing } from '../../../engine/server/http-client.ts'
import { signatureHeaders } from '../../../engine/server/endpoint/signature.ts'

/** AWS's own examples: `aws-sig-v4-test-suite`, as the SDKs are tested with it. */
const scope = { accessKey: 'AKIDEXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', region: 'us-east-1', service: 'service', now: Date.UTC(2015, 7, 30, 12, 36) }
const Host = 'example.amazonaws.com'

it.each<[string, Outgoing, string, string]>([
  ['get-vanilla', { method: 'GET', path: '/', headers: { Host }, body: '' }, 'host;x-amz-date', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ['get-vanilla-query-order-key-case', { method: 'GET', path: '/?Param2=value2&Param1=value1', headers: { Host }, body: '' }, 'host;x-amz-date', 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500'],
  ['post-vanilla', { method: 'POST', path: '/', headers: { Host }, body: '' }, 'host;x-amz-date', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
  ['post-x-www-form-urlencoded', { method: 'POST', path: '/', headers: { Host, 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'Param1=value1' }, 'content-type;host;x-amz-date', 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a'],
])('%s is signed as AWS publishes it', (_name, request, signed, signature) => {
  expect(signatureHeaders(request, scope)).toEqual({
    'X-Amz-Date': '20150830T123600Z',
    'Authorization': `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${signed}, Signature=${signature}`,
  })
})
