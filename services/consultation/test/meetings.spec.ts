import { createRuleBook } from '@cunjian/statutes';
import { establishBody } from '@cunjian/testing/service';
import { afterEach, describe, expect, it } from '@jest/globals';
import { rule, terms } from './ballot-example.ts';
import {
  committee,
  neighbour,
  openConsultation,
  representatives,
  settle,
  village,
  type Harness,
  type PersonName,
} from './harness.ts';
import { tally } from './procedures.ts';

let harness: Harness;
afterEach(() => harness.close());

const opened = async (options: Parameters<typeof openConsultation>[0] = {}): Promise<void> => {
  harness = await openConsultation(options);
  await settle(harness);
};
const advanceTo = async (instant: string): Promise<void> =>
  harness.clock.advance(Math.max(0, Date.parse(instant) - harness.clock.now()));
const shown = async (as: PersonName = 'chair', division = village) =>
  (await harness.acting(as).meetings.ofRepresentatives({ division })).value;

/** A ballot of the representatives that opens now, and, where that many came, is counted. */
const meet = async (ballot: string, present?: number): Promise<void> => {
  const roll = { count: 6, root: '0'.repeat(64) };
  const data = { ...terms, ballot, rule: { ...rule, assembly: 'representatives' as const } };
  await harness.register(ballot, village, committee, {
    type: 'ballot-opened',
    data: { ...data, roll, issuers: [], holders: [] },
  });
  if (present !== undefined)
    await harness.register(ballot, village, committee, {
      type: 'ballot-counted',
      data: { ballot, channels: [], arithmetic: { ...tally(4), present } },
    });
  await harness.catchUp();
};
const quarter = { within: 'quarter', firstDay: '2026-04-01', lastDay: '2026-06-30' };

describe('representatives who have not met', () => {
  it.each([
    ['2026-05-31T23:59:59.999+08:00', false],
    ['2026-06-01T00:00:00+08:00', true],
    ['2026-06-30T23:59:59.999+08:00', true],
  ])('at %s are due soon: %s', async (now, isDueSoon) => {
    await opened();
    await advanceTo(now);
    expect(await shown()).toMatchObject({
      ...{ ...quarter, division: village, isDueSoon },
      rules: [{ rule: 'organic-law-2026.assembly.representatives' }],
    });
    expect((await shown())?.metOn).toBeUndefined();
  });

  it('have the next quarter for it from the midnight on with which the last one ends', async () => {
    await opened();
    await advanceTo('2026-07-01T00:00:00+08:00');
    expect(await shown()).toMatchObject({ firstDay: '2026-07-01', lastDay: '2026-09-30', isDueSoon: false });
  });
});

describe('representatives who have met', () => {
  it('are due no more in that quarter, and again in the next', async () => {
    await opened();
    await meet('ballot-1');
    await advanceTo('2026-06-30T12:00:00Z');
    expect(await shown()).toMatchObject({ ...quarter, metOn: '2026-04-10', isDueSoon: false });
    await advanceTo('2026-09-01T12:00:00Z');
    expect(await shown()).toMatchObject({ lastDay: '2026-09-30', metOn: undefined, isDueSoon: true });
  });

  it.each([
    [3, undefined, true],
    [4, '2026-06-10', false],
  ])('%i of six met on %s: two thirds are needed', async (present, metOn, isDueSoon) => {
    await opened();
    await advanceTo('2026-06-10T12:00:00Z');
    await meet('ballot-1', present);
    expect(await shown()).toMatchObject({ ...quarter, metOn, isDueSoon });
  });
});

describe('whose meetings are told, and to whom', () => {
  it('to residents, officers, supervisors and auditors of the village, and to nobody else', async () => {
    await opened();
    const told = async (as: PersonName) => (await shown(as)) !== null;
    for (const one of ['clerk', 'secretary', 'supervision', 'auditor'] as const) expect(await told(one)).toBe(true);
    expect((await harness.as('villager').meetings.ofRepresentatives({ division: village })).value).not.toBeNull();
    for (const one of ['neighbourClerk', 'townOfficer', 'registrar', 'collectiveChair'] as const)
      expect(await told(one)).toBe(false);
  });

  it('of no village without representatives, nor where no rule says how often they meet', async () => {
    await opened({ ruleBook: createRuleBook([], []) });
    expect(await shown()).toBeNull();
    expect(await shown('neighbourClerk', neighbour)).toBeNull();
  });

  it('of those of a neighbour once it has some', async () => {
    await opened();
    expect(await shown('neighbourClerk', neighbour)).toBeNull();
    await establishBody(harness.register, `${neighbour}-vr`, 'representatives', neighbour);
    await harness.catchUp();
    expect(await shown('neighbourClerk', neighbour)).toMatchObject({ division: neighbour, ...quarter });
  });

  it('no more once they are dissolved', async () => {
    await opened();
    expect(await shown()).not.toBeNull();
    await harness.register(representatives, village, representatives, {
      type: 'body-dissolved',
      data: { body: representatives, on: '2026-04-10', successors: [] },
    });
    await harness.catchUp();
    expect(await shown()).toBeNull();
  });
});
