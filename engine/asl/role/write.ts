import { stringify } from 'yaml'
import type { Permission } from './statement.ts'

interface Statement {
  Sid: string
  Effect: 'Allow'
  Action: string[]
  Resource: string[]
  Condition?: Record<string, Record<string, string[]>>
}

/** Where a machine runs that a template deploys, for `toCloudFormation` and `toCdk`. */
export const DEPLOYED = { partition: pseudo('Partition'), region: pseudo('Region'), account: pseudo('AccountId') }

function pseudo(name: string): string {
  return `\${AWS::${name}}`
}

/** What a deployment fills in: `${PickupsArn}`, `${AWS::Region}`. */
const SUBSTITUTION = /\$\{([\w.:-]+)\}/g

/**
 * The policy as IAM takes it.
 *
 * @returns JSON; what a deployment fills in stands as it was written
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function toPolicy(permissions: readonly Permission[]): string {
  return `${JSON.stringify({ Version: '2012-10-17', Statement: statementsOf(permissions) }, null, 2)}\n`
}

/**
 * The role as a CloudFormation template, whose parameters are the names that the definition leaves to the deployment.
 *
 * @param permissions at the place `DEPLOYED`
 * @returns YAML, with the reasons as comments
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
 */
export function toCloudFormation(permissions: readonly Permission[]): string {
  const parameters = namesIn(permissions).map(name => [name.replace(/\W/g, ''), { Type: 'String' }])
  const head = {
    AWSTemplateFormatVersion: '2010-09-09',
    ...parameters.length > 0 ? { Parameters: Object.fromEntries(parameters) as object } : {},
  }
  const statements = statementsOf(permissions).map((statement, at) => [
    ...permissions[at]!.reasons.map(reason => `            # ${reason}`),
    indent(`- ${indent(stringify({ ...statement, Resource: statement.Resource.map(tagged) }, { lineWidth: 0 }).trimEnd(), 2).trimStart()}`, 12),
  ].join('\n'))
  return `${stringify(head)}Resources:
  StateMachineRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: states.amazonaws.com }
            Action: sts:AssumeRole
            Condition: { StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }
      Policies:
        - PolicyName: calls
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
${indent(statements.join('\n'), 2)}
Outputs:
  RoleArn: { Value: !GetAtt StateMachineRole.Arn }
`.replace(/"?@Sub (.*?)@"?$/gm, (_, text: string) => `!Sub ${JSON.stringify(text.replace(SUBSTITUTION, (whole, name: string) => name.startsWith('AWS::') ? whole : `\${${name.replace(/\W/g, '')}}`))}`)
}

/** Marks what is filled in, for YAML's tag is not JSON's. */
function tagged(resource: string): string {
  return resource.includes('${') ? `@Sub ${resource}@` : resource
}

/**
 * The same for a CDK app: a function that allows a role what the machine needs.
 *
 * @param permissions at the place `DEPLOYED`
 * @returns TypeScript, with the reasons as comments
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam.IRole.html
 */
export function toCdk(permissions: readonly Permission[]): string {
  const names = namesIn(permissions)
  const given = names.length > 0 ? `, names: { ${names.map(name => `${JSON.stringify(name)}: string`).join(', ')} }` : ''
  const statements = permissions.map(({ actions, resources, condition, reasons }) => [
    ...reasons.map(reason => `  // ${reason}`),
    '  role.addToPrincipalPolicy(new PolicyStatement({',
    `    actions: [${actions.map(quoted).join(', ')}],`,
    `    resources: [${resources.map(templated).join(', ')}],`,
    ...condition ? [`    conditions: { ${Object.entries(condition).map(([operator, keys]) => `${operator}: { ${Object.entries(keys).map(([key, values]) => `${quoted(key)}: [${values.map(templated).join(', ')}]`).join(', ')} }`).join(', ')} },`] : [],
    '  }))',
  ].join('\n'))
  return `import { Aws } from 'aws-cdk-lib'
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam'

/** Allows a state machine's role what its definition calls, and nothing else. */
export function allowCalls(role: IRole${given}): void {
${statements.join('\n')}
}
`
}

const PSEUDO: Record<string, string> = { 'AWS::Partition': 'Aws.PARTITION', 'AWS::Region': 'Aws.REGION', 'AWS::AccountId': 'Aws.ACCOUNT_ID' }

function templated(text: string): string {
  return text.includes('${') ? `\`${text.replace(SUBSTITUTION, (_, name: string) => `\${${PSEUDO[name] ?? `names[${quoted(name)}]`}}`)}\`` : quoted(text)
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'')}'`
}

function statementsOf(permissions: readonly Permission[]): Statement[] {
  const taken = new Set<string>()
  return permissions.map(({ actions, resources, condition, states }) => {
    const base = `${actions[0]!.split(':')[1]!}For${states[0]!}${states.length > 1 ? `And${states.length - 1}` : ''}`.replace(/[^A-Z0-9]/gi, '')
    let sid = base
    for (let number = 2; taken.has(sid); number++) sid = `${base}${number}`
    taken.add(sid)
    return { Sid: sid, Effect: 'Allow', Action: [...actions].sort(), Resource: [...resources].sort(), ...condition && Object.keys(condition).length > 0 ? { Condition: condition } : {} }
  })
}

/** The names that a deployment fills in, without CloudFormation's own. */
function namesIn(permissions: readonly Permission[]): string[] {
  const texts = permissions.flatMap(({ resources, condition }) => [...resources, ...Object.values(condition ?? {}).flatMap(keys => Object.values(keys).flat())])
  return [...new Set(texts.flatMap(text => [...text.matchAll(SUBSTITUTION)].map(match => match[1]!)))].filter(name => !name.startsWith('AWS::'))
}

function indent(text: string, blanks: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(blanks))
}
