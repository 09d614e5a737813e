import process from 'node:process'

/**
 * Ends this process when the one that started it is gone. An npm script passes signals on to what it has started; killed outright it cannot,
 * and nobody would be there to read what the export says.
 *
 * @param end what to do then
 */
export function endWithParent(end: () => void): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent || !isAlive(parent))
      end()
  }, 500).unref()
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  }
  catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
