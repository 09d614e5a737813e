/** Names under which AWS itself answers, in all partitions. https://docs.aws.amazon.com/general/latest/gr/rande.html */
const AWS = /(?:^|\.)(?:amazonaws\.(?:com|eu)(?:\.cn)?|api\.(?:aws|amazonwebservices\.com\.cn)|on\.aws|c2s\.ic\.gov|sc2s\.sgov\.gov)\.?$/

/** Whether an address is AWS's own. */
export function isAws({ hostname }: URL): boolean {
  return AWS.test(hostname)
}

/** Where AWS answers for a service in a region. https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function awsAddress(service: string, region: string): string {
  return `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
}

/** Why an address can be no endpoint: it is none, or it is AWS's own, which would cost money and needs real credentials. Undefined where it can. */
export function addressProblem(endpoint: string): string | undefined {
  if (!/^https?:\/\/[^/]/.test(endpoint) || !URL.canParse(endpoint)) return 'it is an address such as http://127.0.0.1:4566'
  return isAws(new URL(endpoint)) ? 'that is AWS itself, which is not called; it is the address of LocalStack, moto, DynamoDB Local or the like' : undefined
}
