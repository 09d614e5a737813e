import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** Where the deck's sources are, for slides that say so. */
export interface Repository {
  /** Its page on the web. */
  address: string
  /** What the address of one of its files begins with. */
  files: string
}

/** A package.json, as far as it says where its repository is. */
export interface PackageFile {
  repository?: string | { url?: string }
}

/** The project's own package.json. */
export function packageFile(): PackageFile {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'package.json'), 'utf8')) as PackageFile
}

/**
 * The deck's repository: what the environment variable REPOSITORY_URL says (Netlify sets it), else `repository` in package.json, else what
 * GitHub Actions says of the run.
 *
 * @param file the project's package.json
 * @param env the environment
 * @returns undefined where none of them says anything
 * @throws Error when what is said is no address of a repository
 */
export function repositoryOf(file: PackageFile, env: NodeJS.ProcessEnv = process.env): Repository | undefined {
  const inPackage = typeof file.repository === 'string' ? file.repository : file.repository?.url
  const inActions = env.GITHUB_SERVER_URL && env.GITHUB_REPOSITORY ? `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}` : undefined
  const [said, from] = env.REPOSITORY_URL ? [env.REPOSITORY_URL, 'REPOSITORY_URL'] : inPackage ? [inPackage, 'repository in package.json'] : [inActions, 'GITHUB_REPOSITORY']
  if (!said)
    return undefined
  const text = said
    .replace(/^git\+/, '')
    .replace(/^(?:github:)?([\w.-]+\/[\w.-]+)$/, 'https://github.com/$1')
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/')
    .replace(/^git:/, 'https:')
    .replace(/(?:\.git)?\/*$/, '')
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Error(`${from} is ${JSON.stringify(said)}; it must be the repository's web address, such as https://github.com/somebody/talk`)
  const { origin, pathname, hostname } = new URL(text)
  // Without what an address may carry of whoever cloned it.
  const address = `${origin}${pathname}`
  return { address, files: `${address}${hostname.includes('gitlab') ? '/-/blob' : hostname.includes('bitbucket') ? '/src' : '/blob'}/HEAD/` }
}
