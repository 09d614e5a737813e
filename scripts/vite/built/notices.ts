import type { Dependency } from 'rollup-plugin-license'
import type { Plugin, Rolldown } from 'vite'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import license from 'rollup-plugin-license'

const require = createRequire(import.meta.url)

/** The file beside the built deck that says whose work is in it. */
const NOTICES = 'third-party-notices.txt'

/** What has a package's code in it and no path that says so: helpers that the bundler and its plugins write. */
const HELPERS: [start: string, name: string][] = [
  ['\0rolldown/', 'rolldown'],
  ['\0vite/', 'vite'],
  ['\0plugin-vue:', '@vitejs/plugin-vue'],
]

/** The service worker is put together after the bundle, out of these. */
const SERVICE_WORKER = ['workbox-core', 'workbox-precaching', 'workbox-routing']

interface NoticeOptions {
  /** The project's folder, where its LICENSE is; Vite's root by default. */
  root?: string
  /** What is built. */
  what?: 'deck' | 'page'
  /** Packages that are in it and not in its bundle. */
  besides?: readonly string[]
}

/**
 * Writes `third-party-notices.txt` into the built deck: the name, version and licence text of every package that is in its
 * scripts, styles and fonts, as their licences ask for in copies; and the deck's own LICENSE beside it.
 * The build fails when a package says nowhere what its licence is.
 */
export function notices({ root: project, what = 'deck', besides = SERVICE_WORKER }: NoticeOptions = {}): Plugin {
  let root = project ?? ''
  return {
    name: 'deck:notices',
    apply: 'build',
    configResolved(config) {
      root ||= config.root
    },
    generateBundle(_, bundle) {
      const about = `This ${what} has the work of others in its scripts, styles and fonts. Each is used under its own licence, which follows.\nThe ${what}'s own licence is in LICENSE.txt.`
      this.emitFile({ type: 'asset', fileName: NOTICES, source: licencesOf(root, filesIn(bundle, besides, (specifier) => require.resolve(specifier)), about) })
      this.emitFile({ type: 'asset', fileName: 'LICENSE.txt', source: readFileSync(join(root, 'LICENSE')) })
    },
  }
}

/**
 * The names, versions and licence texts of packages.
 *
 * @param root the project
 * @param files one file, at least, of each package
 * @param about what stands before them
 * @throws Error when a package has no licence text and none is known for what it names
 */
export function licencesOf(root: string, files: Set<string>, about: string): string {
  return textOf(files.size === 0 ? [] : read(root, files), about)
}

/** One file, at least, of every package that is in a bundle. */
function filesIn(bundle: Rolldown.OutputBundle, besides: readonly string[], resolve: (specifier: string) => string): Set<string> {
  const files = new Set(besides.map(name => resolve(`${name}/package.json`)))
  for (const output of Object.values(bundle)) {
    if (output.type === 'asset') {
      for (const file of output.originalFileNames)
        files.add(file)
      if (output.fileName.endsWith('.css'))
        iconSets(String(output.source)).forEach(set => files.add(resolve(`${set}/package.json`)))
      continue
    }
    for (const [id, { renderedLength }] of Object.entries(output.modules)) {
      // A style sheet leaves nothing in the script, and what was shaken out of the bundle is not in it.
      const kept = renderedLength > 0 || /\.css(?:$|\?)/.test(id)
      const helper = HELPERS.find(([start]) => id.startsWith(start))
      const set = /^~icons\/([\w-]+)\//.exec(id)?.[1]
      if (kept)
        files.add(helper ? resolve(`${helper[1]}/package.json`) : set ? resolve(`@iconify-json/${set}/package.json`) : id.replace(/^\0/, '').replace(/\?.*$/s, ''))
    }
  }
  return files
}

/** The sets whose icons are drawn by a class, such as `i-carbon:add`. */
function iconSets(css: string): string[] {
  return ['carbon', 'ph', 'svg-spinners'].filter(set => css.includes(`.i-${set}`)).map(set => `@iconify-json/${set}`)
}

/** Reads what each package says of itself. */
function read(root: string, files: Set<string>): Dependency[] {
  let found: Dependency[] = []
  const reader = license({ cwd: root, thirdParty: { multipleVersions: true, output: (dependencies) => { found = dependencies } } }) as unknown as Reader
  reader.renderChunk('', { modules: Object.fromEntries([...files].map(file => [absolute(root, file), { renderedLength: 1 }])) })
  reader.generateBundle()
  return found.sort((a, b) => a.name! < b.name! ? -1 : 1)
}

interface Reader {
  renderChunk: (code: string, chunk: { modules: Record<string, { renderedLength: number }> }) => void
  generateBundle: () => void
}

function absolute(root: string, file: string): string {
  return file.startsWith(root) || /^(?:\/|[a-z]:)/i.test(file) ? file : join(root, file)
}

function textOf(packages: Dependency[], about: string): string {
  const entries = packages.map(({ name, version, license: spdx, author, repository, licenseText, noticeText }) => {
    const text = licenseText ?? usualText(spdx)
    if (!text)
      throw new Error(`${name} ${version} is in what is built and has no licence text (${spdx ?? 'no licence'}): scripts/vite/built/notices.ts has to learn where it is.`)
    const from = typeof repository === 'string' ? repository : repository?.url
    const by = author?.text()
    return [`${name} ${version}`, `Licence: ${spdx}`, ...by ? [`By: ${by}`] : [], ...from ? [`From: ${from}`] : [], '', text.trim(), ...noticeText ? ['', noticeText.trim()] : []].join('\n')
  })
  return [about, ...entries].join(`\n\n${'-'.repeat(80)}\n\n`).concat('\n')
}

/** The text of a licence, for packages that name it and leave it out. */
function usualText(spdx: string | null): string | undefined {
  if (spdx === 'MIT')
    return readFileSync(join(import.meta.dirname, 'notices', 'MIT.txt'), 'utf8')
  // TypeScript is under the same, and brings the text.
  if (spdx === 'Apache-2.0')
    return readFileSync(join(dirname(require.resolve('typescript/package.json')), 'LICENSE.txt'), 'utf8')
  return undefined
}
