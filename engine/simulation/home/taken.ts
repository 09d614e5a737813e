/** What is taken home, and what it becomes: plain files. */

import type { Json } from '../../asl/index.ts'
import type { Case, CaseFile } from '../cases/cases.ts'
import type { MockFile } from '../mocks/mock-file.ts'

/** One file; its path has the folder's name in front. */
export interface HomeFile {
  path: string
  text: string
}

/** A machine that somebody has written, and what it came from. */
export interface Taken {
  /** `sandbox` came from nothing. */
  from: 'exercise' | 'pattern' | 'sandbox'
  /** The name of the exercise's or the pattern's folder; also what the new folder is called. */
  slug: string
  title: string
  /** Which of a pattern's machines it stands for; `workflow` otherwise. */
  stem: string
  /** YAML or JSON. */
  text: string
  /** The files of the exercise's or the pattern's folder, by their path in it. */
  folder: Readonly<Record<string, string>>
  mocks: MockFile
  file: Pick<CaseFile, 'machine' | 'substitutions'>
  /** All its cases: those kept back as well. */
  cases: readonly Case[]
  /** A case that somebody has made. */
  own?: { input: Json, mocks: MockFile, mockCase: string }
  /** The same for a real account, by path in a folder of its own; or why it can't be had. None of what came from nothing. */
  aws?: { files: readonly HomeFile[] } | { problem: string }
}

/** A state machine as files. */
export interface HomeMachine {
  stem: string
  /** The file that commands name: YAML, or what could not be read as it is. */
  definition: string
  /** The same as JSON, where JSON can say it. */
  json?: string
  /** Why there is no JSON. */
  problem?: string
}
