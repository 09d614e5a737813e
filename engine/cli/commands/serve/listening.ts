import { ListenError } from '../../../server/index.ts'
import { CommandError } from '../../problems.ts'

/** Starts a server; a port that is taken is the caller's to change. */
export async function listenOrSay<T>(start: () => Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    if (error instanceof ListenError) throw new CommandError(`${error.message}: choose another with --port`)
    throw error
  }
}
