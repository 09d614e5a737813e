/** One sentence on each function of an expression, in our own words, with what it takes and the page that says more. */

import type { Word } from './words.ts'

export interface FunctionWord extends Word {
  /** Its arguments, as they are written behind the name; what may be left out is in brackets. */
  takes: string
}

const AWS = 'https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html'
const jsonata = (page: string) => (name: string, takes: string, text: string): [string, FunctionWord] => [name, { takes: `(${takes})`, text, url: `https://docs.jsonata.org/${page}#${name.toLowerCase()}` }]
const texts = jsonata('string-functions')
const numbers = jsonata('numeric-functions')
const sums = jsonata('aggregation-functions')
const truths = jsonata('boolean-functions')
const lists = jsonata('array-functions')
const objects = jsonata('object-functions')
const times = jsonata('date-time-functions')
const higher = jsonata('higher-order-functions')
const added = (name: string, takes: string, text: string): [string, FunctionWord] => [name, { takes: `(${takes})`, text, url: AWS }]

/** By name, without the dollar sign. */
export const FUNCTION_WORDS: Readonly<Record<string, FunctionWord>> = Object.fromEntries([
  added('partition', 'list, size', 'Cuts a list into lists of that size; the last may be shorter.'),
  added('range', 'first, last, step', 'The numbers from first to last, step by step, both ends included.'),
  added('hash', 'text, algorithm', 'The hash of a text in hexadecimal: MD5, SHA-1, SHA-256, SHA-384 or SHA-512.'),
  added('random', '[seed]', 'A number from 0 to below 1; with a seed always the same.'),
  added('uuid', '', 'A random UUID, version 4.'),
  added('parse', 'text', 'The value that a JSON text stands for. $eval is not there.'),

  texts('string', 'value, [pretty]', 'A value as text: JSON for anything but text itself.'),
  texts('length', 'text', 'How many characters a text has.'),
  texts('substring', 'text, start, [length]', 'A part of a text; a negative start counts from its end.'),
  texts('substringBefore', 'text, mark', 'What stands before the first mark; all of it where there is none.'),
  texts('substringAfter', 'text, mark', 'What stands after the first mark; all of it where there is none.'),
  texts('uppercase', 'text', 'A text in capitals.'),
  texts('lowercase', 'text', 'A text in small letters.'),
  texts('trim', 'text', 'A text without space at its ends; each space inside becomes one blank.'),
  texts('pad', 'text, width, [filler]', 'A text filled up to a width: at the right, or at the left where the width is negative.'),
  texts('contains', 'text, pattern', 'Whether a text has another in it, or matches a regular expression.'),
  texts('split', 'text, separator, [limit]', 'The pieces of a text between separators.'),
  texts('join', 'texts, [separator]', 'One text of many.'),
  texts('match', 'text, pattern, [limit]', 'Where a regular expression matches: match, index and groups of each.'),
  texts('replace', 'text, pattern, replacement, [limit]', 'A text with other words in place of what matches; the replacement may be a function.'),
  texts('base64encode', 'text', 'A text in Base64.'),
  texts('base64decode', 'text', 'The text that Base64 stands for.'),
  texts('encodeUrlComponent', 'text', 'A text as a part of an address: all that means something there is escaped.'),
  texts('encodeUrl', 'text', 'An address with what may not stand in it escaped.'),
  texts('decodeUrlComponent', 'text', 'A part of an address as the text it stands for.'),
  texts('decodeUrl', 'text', 'An address as the text it stands for.'),

  numbers('number', 'value', 'The number that a text or a truth value stands for.'),
  numbers('abs', 'number', 'A number without its sign.'),
  numbers('floor', 'number', 'The next whole number below.'),
  numbers('ceil', 'number', 'The next whole number above.'),
  numbers('round', 'number, [digits]', 'The nearest number of so many digits; halves go to the even one.'),
  numbers('power', 'base, exponent', 'A number to the power of another.'),
  numbers('sqrt', 'number', 'The square root.'),
  numbers('formatNumber', 'number, picture, [options]', 'A number as text, as a picture such as #,##0.00 has it.'),
  numbers('formatBase', 'number, [base]', 'A whole number as text to a base from 2 to 36.'),
  numbers('formatInteger', 'number, picture', 'A whole number as text: digits, letters, Roman, words.'),
  numbers('parseInteger', 'text, picture', 'The whole number that such a text stands for.'),

  sums('sum', 'numbers', 'The sum; 0 of none, nothing of what is not there.'),
  sums('max', 'numbers', 'The greatest.'),
  sums('min', 'numbers', 'The least.'),
  sums('average', 'numbers', 'The mean.'),

  truths('boolean', 'value', 'Whether a value counts as true: empty texts, lists, objects and 0 do not.'),
  truths('not', 'value', 'The opposite of $boolean.'),
  truths('exists', 'value', 'Whether there is a value, null included.'),

  lists('count', 'list', 'How many items there are; 0 where there is nothing.'),
  lists('append', 'list, other', 'Two lists as one.'),
  lists('sort', 'list, [comesAfter]', 'A list in order, by a function of two items where it is given.'),
  lists('reverse', 'list', 'A list from its end.'),
  lists('shuffle', 'list', 'A list in random order.'),
  lists('distinct', 'list', 'A list without what it has twice.'),
  lists('zip', 'list, …', 'The first items of all lists, the second ones, and so on.'),

  objects('keys', 'object', 'The names of its fields.'),
  objects('lookup', 'object, name', 'The field of that name.'),
  objects('spread', 'object', 'An object a field.'),
  objects('merge', 'objects', 'One object of many; what comes later wins.'),
  objects('each', 'object, function', 'What a function gives of each field: of its value and its name.'),
  objects('error', 'message', 'Fails with that message, as States.QueryEvaluationError.'),
  objects('assert', 'condition, message', 'Fails with that message unless the condition is true.'),
  objects('type', 'value', 'The name of its type.'),

  times('now', '[picture], [zone]', 'The time, ISO 8601; the same all through an expression.'),
  times('millis', '', 'The time, in milliseconds since 1970.'),
  times('fromMillis', 'number, [picture], [zone]', 'Milliseconds since 1970 as text.'),
  times('toMillis', 'text, [picture]', 'A time that is written as text, in milliseconds since 1970.'),

  higher('map', 'list, function', 'What a function gives of each item; one result alone is no list: put it in brackets.'),
  higher('filter', 'list, function', 'The items for which a function is true; one alone is no list: put it in brackets.'),
  higher('single', 'list, [function]', 'The only item for which a function is true; fails where there are none or more.'),
  higher('reduce', 'list, function, [first]', 'What is left when a function of two takes one item after the other.'),
  higher('sift', 'object, function', 'The fields for which a function is true, of their value and name.'),
  higher('clone', 'value', 'A copy.'),
])
