/**
 * A partner's HTTP interface, as HTTP Task and API Gateway tasks reach it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */

import type { Clock, Json, JsonObject, TaskCall } from '../../../asl/index.ts'

export interface HttpRequest {
  url: string
  method: string
  body: Json
  headers: JsonObject
  query: JsonObject
  /** Virtual milliseconds since the epoch. */
  now: number
}

export interface HttpResponse {
  status: number
  body?: Json
  headers?: JsonObject
}

/** A time in which a partner does not work, in virtual seconds since the clock began. */
export interface Outage {
  from: number
  to: number
  /** What it answers meanwhile; without it, nobody answers and the caller gives up. */
  status?: number
}

export interface PartnerOptions {
  /** Requests per virtual second that are let through; the rest get status 429. */
  perSecond?: number
  /** Virtual seconds until the answer comes. */
  latency?: number | ((request: HttpRequest) => number)
  down?: readonly Outage[]
}

/** An HTTP Task gives up after a minute. https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
const PATIENCE_SECONDS = 60

interface Partner extends PartnerOptions {
  prefix: string
  answer: (request: HttpRequest) => HttpResponse | undefined
  second: number
  used: number
}

const STATUS_TEXTS: Record<number, string> = { 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 409: 'Conflict', 429: 'Too Many Requests', 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' }

export class HttpPartners {
  private readonly partners: Partner[] = []
  private readonly clock: Clock
  private readonly began: number

  constructor(clock: Clock) {
    this.clock = clock
    this.began = clock.now
  }

  /** Answers requests whose address begins with `prefix`; with nothing where the partner lets its caller wait in vain. */
  add(prefix: string, answer: (request: HttpRequest) => HttpResponse | undefined, options: PartnerOptions = {}): void {
    this.partners.push({ prefix, answer, second: -1, used: 0, ...options })
  }

  /** The `http:invoke` integration: statuses from 400 fail with `States.Http.StatusCode.<status>`. */
  readonly invoke = (_action: string, parameters: JsonObject, call: TaskCall): undefined => {
    this.send(text(parameters.ApiEndpoint), parameters.RequestBody ?? null, parameters, call, 'States.Http.StatusCode')
  }

  /** The `apigateway:invoke` integration: statuses from 400 fail with `ApiGateway.<status>`. */
  readonly apiGateway = (_action: string, parameters: JsonObject, call: TaskCall): undefined => {
    const url = `https://${text(parameters.ApiEndpoint)}/${text(parameters.Stage)}${text(parameters.Path)}`
    this.send(url, parameters.RequestBody ?? null, parameters, call, 'ApiGateway')
  }

  private send(url: string, body: Json, parameters: JsonObject, call: TaskCall, errors: string): void {
    const partner = this.partners.find(({ prefix }) => url.startsWith(prefix))
    if (!partner) return void call.fail('States.Http.Socket', `Nothing answers at ${url}.`)
    const request: HttpRequest = { url, method: text(parameters.Method) || 'GET', body, headers: object(parameters.Headers), query: object(parameters.QueryParameters), now: this.clock.now }
    const response: HttpResponse | undefined = this.admit(partner) ? this.responseOf(partner, request) : { status: 429, body: { message: 'Too many requests' } }
    const seconds = response ? typeof partner.latency === 'function' ? partner.latency(request) : partner.latency ?? 0 : Number.POSITIVE_INFINITY
    if (!response || seconds > PATIENCE_SECONDS) {
      call.after(PATIENCE_SECONDS * 1000, () => call.fail('States.Http.Socket', `${url} did not answer within ${PATIENCE_SECONDS} seconds.`))
      return
    }
    const answer = () => {
      if (response.status >= 400) call.fail(`${errors}.${response.status}`, JSON.stringify(response.body ?? {}))
      else {
        call.succeed({
          Headers: response.headers ?? {},
          ResponseBody: response.body ?? null,
          StatusCode: response.status,
          StatusText: STATUS_TEXTS[response.status] ?? '',
        })
      }
    }
    if (seconds > 0) call.after(seconds * 1000, answer)
    else answer()
  }

  private responseOf({ down = [], answer }: Partner, request: HttpRequest): HttpResponse | undefined {
    const seconds = (this.clock.now - this.began) / 1000
    const outage = down.find(({ from, to }) => seconds >= from && seconds < to)
    if (!outage) return answer(request)
    return outage.status === undefined ? undefined : { status: outage.status, body: { message: STATUS_TEXTS[outage.status] ?? 'Down' } }
  }

  private admit(partner: Partner): boolean {
    if (partner.perSecond === undefined) return true
    const second = Math.floor(this.clock.now / 1000)
    if (partner.second !== second) {
      partner.second = second
      partner.used = 0
    }
    return ++partner.used <= partner.perSecond
  }
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
