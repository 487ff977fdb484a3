import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { linePoisons, poisons, textFieldsOf } from '@cunjian/service-kit/input-texts';
import { openPublication, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openPublication();
});
afterAll(() => harness.close());

const router = () => harness.api;

it('takes controls and bidi overrides in no text of any procedure, and line breaks in prose alone', async () => {
  const fields = textFieldsOf(router());
  const wrong: string[] = [];
  for (const { lines, check } of fields)
    for (const poison of lines ? poisons : [...poisons, ...linePoisons]) {
      const problem = await check(poison);
      if (problem !== undefined) wrong.push(problem);
    }
  expect(wrong).toEqual([]);
  expect(fields.length).toBeGreaterThan(100);
});
