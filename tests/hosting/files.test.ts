import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { cacheControl, headerPolicy, headersFile, metaPolicy, securityHeaders } from '../../scripts/vite/policy.mjs'

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
