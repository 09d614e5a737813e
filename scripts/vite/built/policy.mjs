/**
 * The deck's Content Security Policy. Everything comes from the deck's own place; style attributes may stay, because
 * Vue and Slidev position with them; `data:` images are the icons in the style sheets.
 * The hosts' files (netlify.toml, hosting/cloudfront.yaml) repeat it, and a test holds them together.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
const directives = [
  `default-src 'self'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `style-src-attr 'unsafe-inline'`,
  `img-src 'self' data:`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'none'`,
]

/** The policy for a `<meta>` element, where `frame-ancestors` is not allowed. */
export const metaPolicy = directives.join('; ')

/** The policy for a response header. */
export const headerPolicy = [...directives, `frame-ancestors 'self'`].join('; ')

/** Every response header the deck asks of its host, by name. */
export const securityHeaders = {
  'Content-Security-Policy': headerPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

/**
 * How long a file of `dist/` may be kept without asking.
 * @param {string} path the file's path inside `dist/`, with forward slashes
 * @returns {string} the value of its Cache-Control header
 */
export function cacheControl(path) {
  return path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

/** The headers in the form that Netlify and Cloudflare Pages read from a file named `_headers`; both ask again for all else. */
export const headersFile = [
  '/*',
  ...Object.entries(securityHeaders).map(([name, value]) => `  ${name}: ${value}`),
  '/assets/*',
  `  Cache-Control: ${cacheControl('assets/')}`,
  '',
].join('\n')
