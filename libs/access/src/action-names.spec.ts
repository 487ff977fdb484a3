import { termOf } from '@cunjian/contracts';
import { expect, it } from '@jest/globals';
import { permissions } from './permissions.ts';

it.each(Object.keys(permissions))('%s has a name in both languages', (action) => {
  expect(termOf('action', action, 'zh')).toMatch(/[一-鿿]/);
  expect(termOf('action', action, 'en')).toMatch(/^[a-z]/);
});
