// @ts-check

/** @typedef {import('./machine.mjs').Machine} Machine */

/**
 * Downloads Playwright's own Chromium, unless its server cannot be reached, which is known after some seconds. If the
 * browser comes without the system's libraries it needs, those are installed where that is allowed.
 * https://playwright.dev/docs/browsers
 * @param {Machine} machine
 * @returns {Promise<string | undefined>} the browser's path, if it starts
 */
export async function installPlaywrights(machine) {
  const [command = '', ...before] = machine.playwrightCommand
  machine.say('No browser found. Downloading Chromium with `playwright install chromium` (about 280 MB) …')
  const result = await machine.run(command, [...before, 'install', 'chromium'], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: machine.env.PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT ?? '8000' },
    echo: /^Downloading |\d+% of |downloaded to/,
    signOfLife: { pattern: /\d+% of /, seconds: 30 },
    seconds: 20 * 60,
  })
  if (!result.ok) {
    machine.say(`  That failed: ${result.ended ?? firstError(result.output)}.`)
    return undefined
  }
  const path = await machine.playwrightsOwn()
  if (path === undefined || !machine.isExecutable(path)) return undefined
  if (machine.starts(path)) return path
  const apt = aptGet(machine)
  if (apt === undefined) {
    machine.say('  It does not start: the system lacks libraries that `npx playwright install-deps chromium` would install.')
    return undefined
  }
  machine.say('  It needs libraries of the system. Installing them with `playwright install-deps chromium` …')
  const libraries = await machine.run(command, [...before, 'install-deps', 'chromium'], { seconds: 20 * 60 })
  if (libraries.ok && machine.starts(path)) return path
  machine.say(`  That failed: ${libraries.ended ?? firstError(libraries.output)}.`)
  return undefined
}

/**
 * Installs the `chromium` package where there is apt-get and a way to use it without asking for a password.
 * https://packages.debian.org/chromium
 * @param {Machine} machine
 * @returns {Promise<boolean>} whether it was installed
 */
export async function installDebians(machine) {
  const apt = aptGet(machine)
  if (apt === undefined) return false
  const [command = '', ...before] = apt
  const shown = apt.join(' ')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  if (!machine.hasDebianPackage('chromium')) {
    machine.say(`Asking for the list of packages with \`${shown} update\` …`)
    const update = await machine.run(command, [...before, 'update'], { env, seconds: 5 * 60 })
    if (!machine.hasDebianPackage('chromium')) {
      machine.say(update.ok ? '  This system has no package named chromium.' : `  That failed: ${update.ended ?? firstError(update.output)}.`)
      return false
    }
  }
  machine.say(`Installing the package chromium with \`${shown} install chromium\` (about 400 MB on disk) …`)
  const install = () => machine.run(command, [...before, 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
    env,
    echo: /^(Need to get|Setting up chromium )/,
    seconds: 20 * 60,
  })
  let result = await install()
  if (!result.ok && /Unable to fetch|404 /.test(result.output)) {
    machine.say(`  The list of packages is out of date: \`${shown} update\`, then once more …`)
    await machine.run(command, [...before, 'update'], { env, seconds: 5 * 60 })
    result = await install()
  }
  if (!result.ok) machine.say(`  That failed: ${result.ended ?? firstError(result.output)}.`)
  return result.ok
}

/**
 * How apt-get can be run here without anybody typing a password.
 * @param {Machine} machine
 * @returns {string[] | undefined}
 */
function aptGet(machine) {
  if (machine.platform !== 'linux' || !machine.succeeds('apt-get', ['--version'])) return undefined
  if (machine.isRoot) return ['apt-get']
  return machine.succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n', 'apt-get'] : undefined
}

/** @param {string} output */
function firstError(output) {
  const lines = output.split('\n').map((line) => line.trim())
  const line = lines.find((text) => /^(Error|E): ?\S/.test(text)) ?? lines.filter(Boolean).at(-1) ?? 'it gave no reason'
  return line.replace(/^(Error|E): ?/, '').replace(/\.$/, '')
}
