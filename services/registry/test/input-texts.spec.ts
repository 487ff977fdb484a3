import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { takenPoisons, textFieldsOf } from '@cunjian/service-kit/input-texts';
import { startRegistry, type RunningRegistry } from './running-registry.ts';

let registry: RunningRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.close());

const router = () => registry.wired.router;

it('takes controls and bidi overrides in no text of any procedure, and line breaks in prose alone', async () => {
  const fields = textFieldsOf(router());
  expect(await takenPoisons(fields)).toEqual([]);
  expect(fields.length).toBeGreaterThan(60);
});
