import { expect, test } from 'vitest'
import { announcement, networkAddress } from '../../scripts/stage/announce.ts'
import { Keys, madeUpPassword, MOST_WRONG } from '../../scripts/stage/keys.ts'

test('after some wrong passwords an address waits a minute, and no other does', () => {
  let now = 0
  const keys = new Keys('open sesame', () => now)
  for (let tries = 0; tries < MOST_WRONG; tries++)
    expect(keys.check('192.0.2.1', `guess ${tries}`)).toBe('wrong')
  expect(keys.check('192.0.2.1', 'open sesame')).toBe('too many')
  expect(keys.check('192.0.2.2', 'open sesame')).toBe('right')
  now += 60_001
  expect(keys.check('192.0.2.1', 'open sesame')).toBe('right')
})

test('a made-up password is typed without looking twice, and never the same', () => {
  const made = new Set(Array.from({ length: 100 }, madeUpPassword))
  expect(made.size).toBe(100)
  for (const password of made)
    expect(password).toMatch(/^[a-hjkmnp-z2-9]{4}-[a-hjkmnp-z2-9]{4}$/)
})

test('the address for other machines is a private one where there is one', () => {
  expect(networkAddress(['127.0.0.1', '169.254.3.4', '203.0.113.5', '192.168.1.7', '::1', 'fe80::1'])).toBe('192.168.1.7')
  expect(networkAddress(['127.0.0.1', '203.0.113.5', '2001:db8::1'])).toBe('203.0.113.5')
  expect(networkAddress(['127.0.0.1', '::1', '2001:db8::1'])).toBe('2001:db8::1')
  expect(networkAddress(['127.0.0.1', '::1'])).toBeUndefined()
})

test('what the terminal says has the password in the fragment only, and no slash behind it', () => {
  const said = announcement(3030, { host: '192.168.1.7', password: 'a&b c/' })
  expect(said).toContain('http://192.168.1.7:3030/#/remote?key=a%26b%20c%2F\n')
  expect(said).toContain('http://localhost:3030/presenter')
  expect(announcement(3030)).not.toContain('remote')
  expect(announcement(3030, { host: undefined, password: 'secret' })).toMatch(/in no network/)
})

test('of a workshop the terminal says where the board is and where participants come in, and of none nothing', () => {
  const said = announcement(3030, { host: '192.168.1.7', password: 'secret' }, true)
  expect(said).toContain('http://192.168.1.7:3030/#/room ')
  expect(said).toContain('http://localhost:3030/#/lab/board')
  expect(announcement(3030, undefined, true)).toMatch(/on this machine only: --remote opens it/)
  expect(announcement(3030, { host: '192.168.1.7', password: 'secret' })).not.toContain('#/room')
})
