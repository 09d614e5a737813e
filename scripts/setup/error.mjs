// @ts-check

/** What stops the set-up and has one sentence for the person in front of it; it is shown without a stack. */
export class SetupError extends Error {}

/**
 * What to do about an error of the file system.
 * @param {string} code such as `ENOSPC`
 * @returns {string | undefined} one sentence; nothing for a code that is not about room or permission
 */
export function diskAdvice(code) {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk is full: make about 1 GB of room, then run the command again.'
  if (code === 'EACCES' || code === 'EPERM') return 'This folder may not be written to: check who owns it, then run the command again.'
  if (code === 'EROFS') return 'This folder is read-only: copy the project to a place that can be written to, then run the command there.'
  return undefined
}

/**
 * An error as one to show: what the file system refused becomes a sentence, everything else stays what it is.
 * @param {unknown} error
 * @returns {unknown}
 */
export function explained(error) {
  const { code, syscall, path, dest } = /** @type {NodeJS.ErrnoException & { dest?: string }} */ (error ?? {})
  if (error instanceof SetupError || !code || !syscall || !path) return error
  const advice = diskAdvice(code) ?? 'Put that right, then run the command again.'
  return new SetupError(`The set-up could not go on: ${dest ?? path} cannot be used (${code}, ${syscall}).\n  ${advice}`)
}
