import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { notices } from '../../scripts/vite/built/notices.ts'

const root = join(import.meta.dirname, '..', '..')
const licence = (name: string) => readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()

test('a bundle names each package whose code, style or font is in it, with its licence, and none that was shaken out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'))
  try {
    writeFileSync(join(folder, 'style.css'), `@font-face { font-family: Inter; src: url('${root}/node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2') }\n.i-carbon-add { color: red }`)
    writeFileSync(join(folder, 'main.js'), `import './style.css'
      import { parse } from '${root}/node_modules/yaml/browser/index.js'
      import { encode } from '${root}/node_modules/uqr/dist/index.mjs'
      import jsonata from '${root}/node_modules/jsonata/jsonata.js'
      console.log(parse('a: 1'), jsonata)
      export const unused = () => encode`)
    const { output } = await build({
      configFile: false, root, logLevel: 'silent', plugins: [notices()],
      build: { write: false, assetsInlineLimit: 0, rollupOptions: { input: join(folder, 'main.js') } },
    }) as Rolldown.RolldownOutput
    const file = (name: string) => output.find(({ fileName }) => fileName === name)
    const text = String((file('third-party-notices.txt') as Rolldown.OutputAsset).source)
    for (const name of ['yaml', 'jsonata', '@fontsource-variable/inter', 'workbox-core']) {
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\\nLicence: \\S+$`, 'm'))
      expect(text).toContain(licence(name))
    }
    // Carbon's package names its licence and leaves out the text.
    expect(text).toMatch(/^@iconify-json\/carbon .*\nLicence: Apache-2\.0$/m)
    expect(text).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION')
    expect(text).not.toMatch(/^uqr /m)
    expect(file('LICENSE.txt')).toBeDefined()
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
