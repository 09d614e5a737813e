/**
 * MD5, SHA-1 and SHA-2 in a few lines: the browser's own digests answer with a promise, and intrinsic functions must
 * answer at once. RFC 1321, FIPS 180-4.
 */
export type HashAlgorithm = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'

export const hashAlgorithms: readonly HashAlgorithm[] = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']

/** Lower-case hexadecimal digest of a text's UTF-8 bytes. */
export function hashText(text: string, algorithm: HashAlgorithm): string {
  const data = new TextEncoder().encode(text)
  switch (algorithm) {
    case 'MD5': return md5(data)
    case 'SHA-1': return sha1(data)
    case 'SHA-256': return sha2(data, 32, 64, roots(8, 2, 32), [[2, 13, 22], [6, 11, 25], [7, 18, -3], [17, 19, -10]])
    case 'SHA-384': return sha2(data, 64, 80, roots(16, 2, 64).slice(8), wideRotations).slice(0, 96)
    case 'SHA-512': return sha2(data, 64, 80, roots(8, 2, 64), wideRotations)
  }
}

/** Rotations of the four mixing functions; a negative number stands for a shift. */
type Rotations = readonly (readonly number[])[]
const wideRotations: Rotations = [[28, 34, 39], [14, 18, 41], [1, 8, -7], [19, 61, -6]]

/** The message, a 1 bit, zeros, and its length in bits at the end of the last block. */
function padded(data: Uint8Array, block: number, littleEndian: boolean): DataView {
  const lengthBytes = block / 8
  const size = Math.ceil((data.length + 1 + lengthBytes) / block) * block
  const bytes = new Uint8Array(size)
  bytes.set(data)
  bytes[data.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setBigUint64(size - 8, BigInt(data.length) * 8n, littleEndian)
  return view
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}

function hex(words: readonly number[], littleEndian = false): string {
  const view = new DataView(new ArrayBuffer(words.length * 4))
  words.forEach((word, i) => view.setInt32(i * 4, word, littleEndian))
  return Array.from(new Uint8Array(view.buffer), byte => byte.toString(16).padStart(2, '0')).join('')
}

const md5Shifts = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]
const md5Constants = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0)

function md5(data: Uint8Array): string {
  const view = padded(data, 64, true)
  const state = [0x67452301, 0xEFCDAB89 | 0, 0x98BADCFE | 0, 0x10325476]
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a, b, c, d] = state as [number, number, number, number]
    for (let i = 0; i < 64; i++) {
      const round = i >> 4
      const [mixed, word] = round === 0
        ? [(b & c) | (~b & d), i]
        : round === 1 ? [(d & b) | (~d & c), (5 * i + 1) % 16] : round === 2 ? [b ^ c ^ d, (3 * i + 5) % 16] : [c ^ (b | ~d), (7 * i) % 16]
      const sum = (a + mixed + md5Constants[i]! + view.getInt32(at + word * 4, true)) | 0
      ;[a, d, c, b] = [d, c, b, (b + rotate(sum, md5Shifts[round]![i % 4]!)) | 0]
    }
    ;[a, b, c, d].forEach((word, i) => state[i] = (state[i]! + word) | 0)
  }
  return hex(state, true)
}

const sha1Constants = [0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC | 0, 0xCA62C1D6 | 0]

function sha1(data: Uint8Array): string {
  const view = padded(data, 64, false)
  const state = [0x67452301, 0xEFCDAB89 | 0, 0x98BADCFE | 0, 0x10325476, 0xC3D2E1F0 | 0]
  const words: number[] = []
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a, b, c, d, e] = state as [number, number, number, number, number]
    for (let i = 0; i < 80; i++) {
      words[i] = i < 16 ? view.getInt32(at + i * 4) : rotate(words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!, 1)
      const round = Math.floor(i / 20)
      const mixed = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d
      const sum = (rotate(a, 5) + mixed + e + sha1Constants[round]! + words[i]!) | 0
      ;[e, d, c, b, a] = [d, c, rotate(b, 30), a, sum]
    }
    ;[a, b, c, d, e].forEach((word, i) => state[i] = (state[i]! + word) | 0)
  }
  return hex(state)
}

/** SHA-256 and SHA-512 are one algorithm at two word sizes; BigInt words serve both. */
function sha2(data: Uint8Array, bits: 32 | 64, rounds: number, initial: bigint[], [bigA, bigE, small0, small1]: Rotations): string {
  const width = BigInt(bits)
  const cut = (value: bigint): bigint => BigInt.asUintN(bits, value)
  const mix = (value: bigint, rotations: readonly number[]): bigint => rotations.reduce((mixed, by) => {
    const right = value >> BigInt(Math.abs(by))
    return mixed ^ (by < 0 ? right : right | cut(value << (width - BigInt(by))))
  }, 0n)
  const constants = roots(rounds, 3, bits)
  const view = padded(data, bits * 2, false)
  const bytes = bits / 8
  const state = [...initial]
  const words: bigint[] = []
  for (let at = 0; at < view.byteLength; at += bits * 2) {
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
    for (let i = 0; i < rounds; i++) {
      words[i] = i < 16
        ? bits === 32 ? BigInt(view.getUint32(at + i * bytes)) : view.getBigUint64(at + i * bytes)
        : cut(words[i - 16]! + mix(words[i - 15]!, small0!) + words[i - 7]! + mix(words[i - 2]!, small1!))
      const first = h + mix(e, bigE!) + ((e & f) ^ (cut(~e) & g)) + constants[i]! + words[i]!
      const second = mix(a, bigA!) + ((a & b) ^ (a & c) ^ (b & c))
      ;[h, g, f, e, d, c, b, a] = [g, f, e, cut(d + first), c, b, a, cut(first + second)]
    }
    ;[a, b, c, d, e, f, g, h].forEach((word, i) => state[i] = cut(state[i]! + word))
  }
  return state.map(word => word.toString(16).padStart(bits / 4, '0')).join('')
}

const knownRoots = new Map<string, bigint[]>()

/** SHA-2's constants: the leading fraction bits of the square or cube roots of the first primes. */
function roots(count: number, degree: 2 | 3, bits: 32 | 64): bigint[] {
  const key = `${count} ${degree} ${bits}`
  const known = knownRoots.get(key)
  if (known) return known
  const found: bigint[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    if (isPrime(candidate)) found.push(BigInt.asUintN(bits, integerRoot(BigInt(candidate) << BigInt(bits * degree), BigInt(degree))))
  }
  knownRoots.set(key, found)
  return found
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor++) {
    if (value % divisor === 0) return false
  }
  return true
}

function integerRoot(value: bigint, degree: bigint): bigint {
  let low = 0n
  let high = 1n << 80n
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle ** degree <= value) low = middle
    else high = middle - 1n
  }
  return low
}
