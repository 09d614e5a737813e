// @ts-check
import { join, delimiter } from 'node:path'

/**
 * Where Chrome, Chromium and Edge are found when they were installed the usual way, best first. On Linux by their
 * commands' names on the PATH, elsewhere by where their installers put them.
 * @param {{ platform: string, env: Record<string, string | undefined> }} machine
 * @returns {string[]} paths to try; most of them will not exist
 */
export function usualPlaces({ platform, env }) {
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => join(`${name}.app`, 'Contents', 'MacOS', name))
    return ['/Applications', ...(env.HOME ? [join(env.HOME, 'Applications')] : [])].flatMap((folder) => apps.map((app) => join(folder, app)))
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((folder) => folder !== undefined)
    const programs = [['Google', 'Chrome', 'Application', 'chrome.exe'], ['Chromium', 'Application', 'chrome.exe'], ['Microsoft', 'Edge', 'Application', 'msedge.exe']]
    return programs.flatMap((program) => folders.map((folder) => join(folder, ...program)))
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge']
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin', '/snap/bin']
  return [...new Set(names.flatMap((name) => folders.map((folder) => join(folder, name))))]
}
