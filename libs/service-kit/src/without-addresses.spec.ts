import { expect, it } from '@jest/globals';
import { withoutAddresses } from './without-addresses.ts';

it.each([
  ['relay: connect ECONNREFUSED 127.0.0.1:21887', 'relay: connect ECONNREFUSED …'],
  ['connect ECONNREFUSED ::1:21887', 'connect ECONNREFUSED …'],
  ['no answer from [2001:db8::1]:9092, 10.0.0.7.', 'no answer from …, ….'],
  ['event store es-1:2113,es-2.example.org:2113: it does not answer', 'event store …,…: it does not answer'],
  ['getaddrinfo ENOTFOUND kafka', 'getaddrinfo ENOTFOUND …'],
])('leaves out where a server is: %s', (told, shown) => {
  expect(withoutAddresses(told)).toBe(shown);
});

it.each([
  'registry/divisions is at 17 of 230',
  'integration/places failed: event 5f0c (notice-1 3): no such type',
  'a witness, example.org/w1, saw size 12 at 2026-11-22T08:00:00.000Z',
  'MongoDB does not answer: is it running, and may this process reach it?',
])('leaves everything else as it is: %s', (told) => {
  expect(withoutAddresses(told)).toBe(told);
});
