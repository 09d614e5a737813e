import type { Plugin } from 'vite'
import process from 'node:process'
import type { Qr } from '../../../components/qr/draw-qr.ts'
import { qrCode } from '../../../components/qr/draw-qr.ts'
import { packageFile, repositoryOf } from './repository.ts'

/** Where the deck is hosted, for slides that say so. */
export interface Site {
  /** The whole address; it ends with a slash. */
  address: string
  /** The address as a QR code. */
  qr: Qr
}

/**
 * The deck's public address, from the environment variable SITE_URL.
 *
 * @returns the address, ending with a slash; undefined when none is set
 * @throws Error when it is set to something that is no whole web address
 */
export function siteAddress(): URL | undefined {
  const site = process.env.SITE_URL
  if (!site)
    return undefined
  if (!URL.canParse(site) || !/^https?:/.test(site))
    throw new Error(`SITE_URL is ${JSON.stringify(site)}; it must be the deck's whole address, such as https://example.org/talk/`)
  return new URL(site.endsWith('/') ? site : `${site}/`)
}

/** `import { site, repository } from 'virtual:site'`: the deck's address and its QR code, and its repository; each undefined where it is not known. */
export function site(): Plugin {
  return {
    name: 'deck:site',
    resolveId: id => id === 'virtual:site' ? '\0virtual:site' : undefined,
    load(id) {
      if (id !== '\0virtual:site')
        return undefined
      const address = siteAddress()?.href
      const known: Site | undefined = address ? { address, qr: qrCode(address) } : undefined
      return `export const site = ${JSON.stringify(known)}\nexport const repository = ${JSON.stringify(repositoryOf(packageFile()))}`
    },
  }
}
