/** What a reader of JSON keeps otherwise than it is written, silently: an integer beyond 2^53, and all but the last value of a key given twice. */
export interface Loss {
  kind: 'rounded' | 'repeated'
  /** The number as it is written, or the key. */
  text: string
  /** Steps from the root to the number, or to the member with the key. */
  path: (string | number)[]
  /** Offsets of the number or the key in the text. */
  start: number
  end: number
}

/** One level of nesting: the keys an object has had so far, none for an array. */
interface Level {
  keys: Set<string> | undefined
  /** Whether the next string in an object is a key. */
  atKey: boolean
  step: string | number
}

/**
 * Finds what is lost when a text is read with `JSON.parse`.
 *
 * @param json a text that is JSON
 * @returns what is lost, in the order of the text
 */
export function* lossesIn(json: string): Generator<Loss> {
  const levels: Level[] = []
  const path = () => levels.map(({ step }) => step)
  for (const match of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],]/g)) {
    const [token] = match
    const level = levels.at(-1)
    const loss = (kind: Loss['kind'], text: string): Loss => ({ kind, text, path: path(), start: match.index, end: match.index + token.length })
    if (token === '{' || token === '[') {
      levels.push({ keys: token === '{' ? new Set() : undefined, atKey: token === '{', step: 0 })
    }
    else if (token === '}' || token === ']') {
      levels.pop()
    }
    else if (token === ',') {
      level!.atKey = level!.keys !== undefined
      if (typeof level!.step === 'number') level!.step++
    }
    else if (!token.startsWith('"')) {
      if (isRounded(token)) yield loss('rounded', token)
    }
    else if (level?.keys && level.atKey) {
      const key = JSON.parse(token) as string
      level.step = key
      level.atKey = false
      if (level.keys.has(key)) yield loss('repeated', key)
      level.keys.add(key)
    }
  }
}

/** Whether a number is an integer that comes out with other digits than it went in. */
export function isRounded(number: string): boolean {
  return /^[-+]?\d{16,}$/.test(number) && digitsOf(String(Number(number))) !== BigInt(number.replace(/^\+/, ''))
}

/** An integer as JavaScript writes it, with an exponent where it is long; undefined for one that is beyond all doubles. */
function digitsOf(written: string): bigint | undefined {
  const [, whole, fraction = '', exponent = '0'] = /^(-?\d+)(?:\.(\d+))?(?:e\+(\d+))?$/.exec(written) ?? []
  return whole === undefined ? undefined : BigInt(whole + fraction.padEnd(Number(exponent), '0'))
}
