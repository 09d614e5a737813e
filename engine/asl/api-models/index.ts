export { loadApiModels } from './load.ts'
export { type ApiModels, type ApiShape, type FoundShape, inputShape, outputShape, type PrimitiveType, shapeNamed } from './model.ts'
export { memberName, operationOf } from './operation.ts'
