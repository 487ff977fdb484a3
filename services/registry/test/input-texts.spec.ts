import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { linePoisons, poisons, textFieldsOf } from '@cunjian/service-kit/input-texts';
import { startRegistry, type RunningRegistry } from './running-registry.ts';

let registry: RunningRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.close());

const router = () => registry.wired.router;

it('takes controls and bidi overrides in no text of any procedure, and line breaks in prose alone', async () => {
  const fields = textFieldsOf(router());
  const wrong: string[] = [];
  for (const { lines, check } of fields)
    for (const poison of lines ? poisons : [...poisons, ...linePoisons]) {
      const problem = await check(poison);
      if (problem !== undefined) wrong.push(problem);
    }
  expect(wrong).toEqual([]);
  expect(fields.length).toBeGreaterThan(60);
});
