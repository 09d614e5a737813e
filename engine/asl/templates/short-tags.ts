/**
 * CloudFormation's short tags as the functions that they stand for: `!GetAtt Fn.Arn` is `{ 'Fn::GetAtt': ['Fn', 'Arn'] }`.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 *
 * @param tag the tag, with its exclamation mark
 * @param value what stands behind it
 */
export function longForm(tag: string, value: unknown): unknown {
  if (tag === '!Ref' || tag === '!Condition') return { [tag.slice(1)]: value }
  if (tag === '!GetAtt' && typeof value === 'string') return { 'Fn::GetAtt': attributeOf(value) }
  return { [`Fn::${tag.slice(1)}`]: value }
}

/** `Fn.Arn` is an attribute of a resource, `Outer.Outputs.Arn` that of a nested stack. */
export function attributeOf(text: string): [string, string] {
  const dot = text.indexOf('.')
  return dot < 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)]
}
