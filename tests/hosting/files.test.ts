import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { leadingPage, notFoundPage } from '../../scripts/vite/built/plain-pages.ts'
import { cacheControl, headerPolicy, headersFile, metaPolicy, securityHeaders } from '../../scripts/vite/built/policy.mjs'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** CloudFormation's short functions as plain lists and texts; what they would give is not needed here. */
const cloudFormation = { customTags: ['!Ref', '!Sub', '!GetAtt'].map(tag => ({ tag, resolve: (text: string) => `${tag} ${text}` })) }

test('the policy allows nothing inline but style attributes, and no eval', () => {
  expect(headerPolicy).toContain(`default-src 'self'`)
  expect(headerPolicy.match(/[^;]*unsafe[^;]*/g)).toEqual([` style-src-attr 'unsafe-inline'`])
  expect(metaPolicy).not.toContain('frame-ancestors')
})

test('netlify.toml sends the policy and keeps hashed files', () => {
  const toml = read('netlify.toml')
  // Every line is a comment, a table or a quoted value: what is used of TOML here.
  for (const line of toml.split('\n').filter(one => one.trim()))
    expect(line).toMatch(/^\s*(?:#.*|\[{1,2}[\w.]+\]{1,2}|[\w-]+ = "[^"]*")$/)
  for (const [name, value] of Object.entries(securityHeaders))
    expect(toml).toContain(`${name} = "${value}"`)
  expect(toml).toContain(`Cache-Control = "${cacheControl('assets/x.js')}"`)
  expect(toml).toContain('publish = "dist"')
})

test('the CloudFront stack keeps the bucket private and sends the policy', () => {
  const { Resources } = parse(read('hosting/cloudfront.yaml'), cloudFormation)
  const { SecurityHeadersConfig: headers } = Resources.Headers.Properties.ResponseHeadersPolicyConfig
  expect(headers.ContentSecurityPolicy).toEqual({ ContentSecurityPolicy: headerPolicy, Override: true })
  expect(headers.ReferrerPolicy.ReferrerPolicy).toBe(securityHeaders['Referrer-Policy'])
  expect(new Set(Object.values(Resources.Bucket.Properties.PublicAccessBlockConfiguration))).toEqual(new Set([true]))
  const { DistributionConfig: distribution } = Resources.Distribution.Properties
  expect(distribution.DefaultCacheBehavior.ResponseHeadersPolicyId).toBe('!Ref Headers')
  expect(distribution.DefaultRootObject).toBe('index.html')
})

describe('the CloudFront function', () => {
  const { Resources } = parse(read('hosting/cloudfront.yaml'), cloudFormation)
  const { FunctionCode, FunctionConfig, AutoPublish } = Resources.Folders.Properties
  type Answer = { uri: string } | { statusCode: number, headers: { location: { value: string } } }
  const run = (uri: string, querystring = {}): string => {
    const answer: Answer = runInNewContext(`${FunctionCode}; handler(event)`, { event: { version: '1.0', request: { method: 'GET', uri, querystring, headers: {} } } })
    return 'uri' in answer ? answer.uri : `${answer.statusCode} ${answer.headers.location.value}`
  }

  test.each([
    ['/', '/index.html'],
    ['/talk/', '/talk/index.html'],
    ['/a/b/', '/a/b/index.html'],
    ['/presenter', '301 /presenter/'],
    ['/presenter/', '/presenter/index.html'],
    ['/talk/remote', '301 /talk/remote/'],
    ['/talk', '301 /talk/'],
    ['/7', '301 /7/'],
    ['/saga/', '/saga/index.html'],
    ['/index.html', '/index.html'],
    ['/talk/assets/index-x.js', '/talk/assets/index-x.js'],
    ['/step-functions.pdf', '/step-functions.pdf'],
    ['//evil.example', '//evil.example'],
    ['//evil/x', '301 /evil/x/'],
    ['/\\evil', '301 /evil/'],
    ['///evil', '301 /evil/'],
  ])('leads %s to %s', (address, leads) => {
    expect(run(address)).toBe(leads)
  })

  test('keeps the query of what it redirects', () => {
    expect(run('/talk', { print: { value: '' }, range: { value: '1', multiValue: [{ value: '1' }, { value: '2-3' }] } })).toBe('301 /talk/?print=&range=1&range=2-3')
  })

  test('is published, small enough, and asked first', () => {
    expect([FunctionConfig.Runtime, AutoPublish]).toEqual(['cloudfront-js-2.0', true])
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions
    expect(FunctionCode.length).toBeLessThan(10_240)
    const { DefaultCacheBehavior: behavior, CustomErrorResponses: errors } = Resources.Distribution.Properties.DistributionConfig
    expect(behavior.FunctionAssociations).toEqual([{ EventType: 'viewer-request', FunctionARN: '!GetAtt Folders.FunctionMetadata.FunctionARN' }])
    expect(errors.map((error: Record<string, unknown>) => [error.ErrorCode, error.ResponseCode, error.ResponsePagePath])).toEqual([[403, 404, '/404.html'], [404, 404, '/404.html']])
  })
})

test('the CloudFront stack refers only to what it has', () => {
  const template = parse(read('hosting/cloudfront.yaml'), cloudFormation)
  const known = [...Object.keys(template.Resources), 'AWS::StackName', 'AWS::Partition', 'AWS::AccountId']
  const text = JSON.stringify(template)
  const referred = [...text.matchAll(/!(?:Ref|GetAtt) (\w+)/g), ...text.matchAll(/\$\{([\w:]+)(?:\.\w+)?\}/g)].map(([, name]) => name)
  expect(referred.length).toBeGreaterThan(5)
  expect(referred.filter(name => !known.includes(name!))).toEqual([])
  for (const [name, resource] of Object.entries<Record<string, unknown>>(template.Resources))
    expect([name, Object.keys(resource).sort()]).toEqual([name, ['Properties', 'Type']])
})

test('the page for what is not there has no script and no style sheet, and links only to an address that is known', () => {
  expect(notFoundPage()).not.toMatch(/<script|<style|<link|href=/)
  expect(notFoundPage('https://example.org/talk/')).toContain('<a href="https://example.org/talk/">')
  expect(leadingPage('saga', 'saga')).toContain('content="0;url=../#/saga"')
})

test('the headers file for Netlify and Cloudflare has the same headers', () => {
  const lines = headersFile.split('\n')
  expect(lines.slice(0, 2)).toEqual(['/*', `  Content-Security-Policy: ${headerPolicy}`])
  expect(lines.slice(-3)).toEqual(['/assets/*', '  Cache-Control: public, max-age=31536000, immutable', ''])
})

test('the manifest is whole, relative, and its icons are the size it says', () => {
  const manifest = JSON.parse(read('public/manifest.webmanifest'))
  expect(manifest).toMatchObject({ start_url: './', scope: './', display: 'fullscreen' })
  expect(manifest.icons.some((icon: { purpose?: string }) => icon.purpose === 'maskable')).toBe(true)
  for (const { src, sizes } of manifest.icons as { src: string, sizes: string }[]) {
    expect(src).toMatch(/^\.\//)
    expect(existsSync(join(root, 'public', src)), src).toBe(true)
    if (src.endsWith('.png'))
      expect(pngSize(src)).toBe(sizes)
  }
  expect(pngSize('apple-touch-icon.png')).toBe('180x180')
  expect(pngSize('og-image.png')).toBe('1200x630')
})

function pngSize(name: string): string {
  const bytes = readFileSync(join(root, 'public', name))
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`
}
