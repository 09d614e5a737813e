import type { Plugin } from 'vite'
import { Buffer } from 'node:buffer'
import subsetFont from 'subset-font'

const FILE = /jetbrains-mono[^/]*\.woff2$/

/** Every character that a Latin font may have; those it has not are passed over. */
const CHARACTERS = Array.from({ length: 0x3000 - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index)).join('')

/**
 * Leaves out of the code's font what no code here shows: two fifths of the file draw ligatures, and styles/base.css switches them off. Letters,
 * widths and weights stay as they are.
 */
export function codeFont(): Plugin {
  return {
    name: 'code-font',
    apply: 'build',
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset' && FILE.test(file.fileName))
          file.source = await withoutLigatures(Buffer.from(file.source as Uint8Array))
      }
    },
  }
}

/** A font with all its letters and none of the pictures that only a run of letters is drawn with. */
export async function withoutLigatures(font: Buffer): Promise<Buffer> {
  return subsetFont(font, CHARACTERS, { targetFormat: 'woff2', noLayoutClosure: true })
}
