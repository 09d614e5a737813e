/** The table of Step Functions' own API, which the service answers by: all of its operations, with what they take, answer and refuse. */

import type { ServiceTable } from '../../engine/service/model/table.ts'
import { Cut, linesOf, type ServiceModel } from './cut.ts'

/** Values of an enumeration in the order in which the service was recorded to list them; the model's order otherwise. */
export const RECORDED_ORDERS: Readonly<Record<string, readonly string[]>> = {
  ExecutionStatus: ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'],
}

/**
 * Cuts every operation of a service and the shapes that they use out of its model, patterns of texts included.
 *
 * @param model of the service
 * @param source package and version, for the head of the file
 * @param orders values of enumerations in another order than the model's, by shape
 */
export function cutService(model: ServiceModel, source: string, orders: Readonly<Record<string, readonly string[]>> = {}): ServiceTable {
  const cut = new Cut(reordered(model, orders), { patterns: true })
  const operations = Object.fromEntries(Object.entries(model.operations).sort(([a], [b]) => a < b ? -1 : 1).map(([name, { input, output, errors = [], endpoint }]) => [name, {
    input: input ? cut.take(input.shape) : null,
    output: output ? cut.take(output.shape) : null,
    errors: errors.map(({ shape }) => shape).sort(),
    ...(endpoint ? { hostPrefix: endpoint.hostPrefix } : {}),
  }]))
  return {
    about: 'Made by npm run models from the API model of the AWS SDK for Python (Apache License 2.0, copyright Amazon.com, Inc.); not to be edited.',
    source,
    operations,
    shapes: cut.sorted(),
  }
}

function reordered(model: ServiceModel, orders: Readonly<Record<string, readonly string[]>>): ServiceModel {
  const shapes = Object.entries(model.shapes).map(([name, shape]) => {
    const order = orders[name]
    const rank = (value: string) => order?.includes(value) ? order.indexOf(value) : Number.POSITIVE_INFINITY
    return [name, order && shape.enum ? { ...shape, enum: [...shape.enum].sort((a, b) => rank(a) === rank(b) ? 0 : rank(a) - rank(b)) } : shape]
  })
  return { ...model, shapes: Object.fromEntries(shapes) as ServiceModel['shapes'] }
}

/** The file's text: an operation and a shape a line, so that a newer version shows what has changed. */
export function tableText({ about, source, operations, shapes }: ServiceTable): string {
  return `{\n  "about": ${JSON.stringify(about)},\n  "source": ${JSON.stringify(source)},\n  "operations": {\n${linesOf(operations, '    ')}\n  },\n  "shapes": {\n${linesOf(shapes, '    ')}\n  }\n}\n`
}
