import type { HtmlTagDescriptor, Plugin } from 'vite'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { siteAddress } from './site.ts'

/**
 * What belongs into the head of the built page beside what Slidev writes: icons, the manifest, the ground's colour,
 * and, when the deck knows its public address (the environment variable SITE_URL), the address and social image that
 * other sites show. Also puts right what Slidev 53 quotes twice in its descriptions.
 */
export function head(): Plugin {
  return {
    name: 'deck:head',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        return {
          html: html.replace(/content="&quot;(.*?)(?:\\n)?&quot;"/g, 'content="$1"'),
          tags: [...appearance, ...social(siteAddress())],
        }
      },
    },
  }
}

const appearance: HtmlTagDescriptor[] = [
  { tag: 'meta', attrs: { name: 'color-scheme', content: 'dark light' } },
  { tag: 'meta', attrs: { name: 'theme-color', content: '#0d1017', media: '(prefers-color-scheme: dark)' } },
  { tag: 'meta', attrs: { name: 'theme-color', content: '#ffffff', media: '(prefers-color-scheme: light)' } },
  { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './apple-touch-icon.png' } },
  { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' } },
].map(tag => ({ ...tag, injectTo: 'head' as const }))

/** The tags that need an absolute address: none without one. */
function social(address: URL | undefined): HtmlTagDescriptor[] {
  if (!address)
    return []
  if (!existsSync(join(process.cwd(), 'public', 'og-image.png')))
    throw new Error('public/og-image.png is missing; node scripts/icons.mjs draws it')
  const image = new URL('og-image.png', address).href
  return [
    { property: 'og:type', content: 'website' },
    { property: 'og:url', content: address.href },
    { property: 'og:image', content: image },
    { property: 'og:image:width', content: '1200' },
    { property: 'og:image:height', content: '630' },
    { name: 'twitter:card', content: 'summary_large_image' },
  ].map(attrs => ({ tag: 'meta', attrs, injectTo: 'head' as const }))
}
