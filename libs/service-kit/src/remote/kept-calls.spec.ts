import { visitor } from '@cunjian/access';
import { expect, it } from '@jest/globals';
import { lookUp } from '../look-up-once.ts';
import { createKeptCalls } from './kept-calls.ts';

const request = { correlationId: 'one', account: 'a', office: 'o' };

it('has the sender of a request looked up once, and anew for whoever or whatever is another', async () => {
  const callOf = createKeptCalls();
  let lookUps = 0;
  const resolve = async () => {
    lookUps++;
    return visitor;
  };
  for (const call of [request, { ...request }, request]) await lookUp(resolve, callOf(call));
  expect(lookUps).toBe(1);
  for (const other of [{ correlationId: 'two' }, { account: 'b' }, { office: undefined }])
    await lookUp(resolve, callOf({ ...request, ...other }));
  expect(lookUps).toBe(4);
});

it('keeps no more than it may: the oldest go', () => {
  const callOf = createKeptCalls(2);
  const [first, second] = [callOf(request), callOf({ ...request, correlationId: 'two' })];
  callOf({ ...request, correlationId: 'three' });
  expect(callOf({ ...request, correlationId: 'two' })).toBe(second);
  expect(callOf(request)).not.toBe(first);
});
