import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { takenPoisons, textFieldsOf } from '@cunjian/service-kit/input-texts';
import { openPublication, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openPublication();
});
afterAll(() => harness.close());

const router = () => harness.api;

it('takes controls and bidi overrides in no text of any procedure, and line breaks in prose alone', async () => {
  const fields = textFieldsOf(router());
  expect(await takenPoisons(fields)).toEqual([]);
  expect(fields.length).toBeGreaterThan(100);
});
