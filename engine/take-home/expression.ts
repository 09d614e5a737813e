/** Values that CloudFormation works out, as the long form of its functions. */

export type Value = string | number | boolean | Value[] | { [key: string]: Value }

/** A member that is written as a comment. */
export const COMMENT = '//'

export const ref = (id: string): Value => ({ Ref: id })
export const sub = (text: string): Value => ({ 'Fn::Sub': text })
export const att = (id: string, attribute: string): Value => ({ 'Fn::GetAtt': [id, attribute] })

/** `saga-pickups`: the stack's name is in front of every name, so that two stacks do not meet. */
export const stacked = (name: string): Value => sub(`\${AWS::StackName}-${name}`)

/** An ARN of the stack's account and region. */
export const arn = (service: string, rest: string): string => `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${rest}`
