import { takenPoisons, textFieldsOf } from '@cunjian/service-kit/input-texts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openConsultation, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openConsultation();
});
afterAll(() => harness.close());

it('takes controls and bidi overrides in no text of any procedure, and line breaks in prose alone', async () => {
  const fields = textFieldsOf(harness.api);
  expect(await takenPoisons(fields)).toEqual([]);
  expect(fields.length).toBeGreaterThan(50);
});
