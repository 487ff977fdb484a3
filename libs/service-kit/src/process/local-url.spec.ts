import { expect, it } from '@jest/globals';
import { localUrlOf } from './local-url.ts';

it.each([
  ['127.0.0.1', 'http://127.0.0.1:4000'],
  ['0.0.0.0', 'http://127.0.0.1:4000'],
  ['::1', 'http://[::1]:4000'],
  ['::', 'http://[::1]:4000'],
  ['fd00::12', 'http://[fd00::12]:4000'],
  ['gateway', 'http://gateway:4000'],
])('is reached, listening at %s, at %s', (host, url) => {
  expect(localUrlOf(host, 4000)).toBe(url);
  expect(new URL(url).port).toBe('4000');
});
