/** Step Functions on a port of this machine, for every SDK. Node only. */

export type { LoadedMachine } from './accounts.ts'
export type { ClockMode } from '../service/index.ts'
export { ListenError } from './listen.ts'
export { DEFAULT_PORT, serve } from './serve.ts'
export type { AnsweredRequest, ServedStepFunctions, ServeOptions } from './serve.ts'
export type { PageSource } from './page/files.ts'
export { view } from './page/view.ts'
export type { ServedPage, ViewOptions } from './page/view.ts'
