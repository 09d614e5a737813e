/**
 * Remembers what a build has made, by the project's folder: its pages to read show what its slides show, and nothing is made a second time. The
 * dev server makes it anew each time.
 *
 * @param make makes it
 */
export function onceABuild<Made>(make: (root: string) => Promise<Made>): (root: string, isBuild: boolean) => Promise<Made> {
  const ofBuild = new Map<string, Promise<Made>>()
  return (root, isBuild) => {
    const made = ofBuild.get(root) ?? make(root)
    if (isBuild)
      ofBuild.set(root, made)
    return made
  }
}
