/** Templates that have definitions in them: SAM, CloudFormation, serverless.yml. */

export { embedded, embeddedText } from './embedded.ts'
export { Intrinsics, originOf, type Where } from './intrinsics.ts'
export { fillVariables } from './serverless-variables.ts'
export { longForm } from './short-tags.ts'
