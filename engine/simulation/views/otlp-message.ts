/**
 * OTLP's messages in its JSON form, as far as a trace needs them: ids in hexadecimal digits, enums as numbers, 64-bit integers as text.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */

/** An attribute's value: exactly one of these. */
export type OtlpValue = { stringValue: string } | { intValue: string } | { boolValue: boolean }

export interface OtlpAttribute {
  key: string
  value: OtlpValue
}

export interface OtlpEvent {
  timeUnixNano: string
  name: string
  attributes: OtlpAttribute[]
}

export interface OtlpSpan {
  /** 32 hexadecimal digits. */
  traceId: string
  /** 16 hexadecimal digits. */
  spanId: string
  /** Absent in the root. */
  parentSpanId?: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: OtlpAttribute[]
  events: OtlpEvent[]
  status: { code: number, message?: string }
}

/** ExportTraceServiceRequest, which is what OTLP's files and requests hold. */
export interface OtlpTrace {
  resourceSpans: {
    resource: { attributes: OtlpAttribute[] }
    scopeSpans: { scope: { name: string }, spans: OtlpSpan[] }[]
  }[]
}

export const KIND = { internal: 1, server: 2, client: 3 } as const
export const STATUS = { unset: 0, ok: 1, error: 2 } as const

/** Attributes from values by key; what is undefined is left out. */
export function attributes(values: Record<string, string | number | boolean | undefined>): OtlpAttribute[] {
  return Object.entries(values).flatMap(([key, value]) => value === undefined ? [] : [{ key, value: valueOf(value) }])
}

function valueOf(value: string | number | boolean): OtlpValue {
  if (typeof value === 'string')
    return { stringValue: value }
  return typeof value === 'number' ? { intValue: String(value) } : { boolValue: value }
}

/**
 * Nanoseconds since 1970 as text.
 *
 * @param milliseconds since 1970, of virtual time; what is less than a microsecond is rounded away, because a number of that size holds no more
 */
export function nanoseconds(milliseconds: number): string {
  return String(BigInt(Math.round(milliseconds * 1000)) * 1000n)
}
