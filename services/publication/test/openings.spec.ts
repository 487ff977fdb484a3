import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { committee, ok, openPublication, settle, type Harness } from './harness.ts';

const commandId = randomUUID;
const account = (opening: number, more: object = {}) => ({
  ...{ account: '农商行', book: '村账', opening, lines: [], closing: opening },
  ...more,
});
type Accounts = readonly ReturnType<typeof account>[];

let harness: Harness;
const as = (name: string) => harness.as(name, name);
const draft = (period: string, ...accounts: Accounts) =>
  as('clerk').disclosures.draft({
    commandId: commandId(),
    ...{ body: committee, period, content: { accounts: [...accounts] } },
  });
const publish = async (period: string, ...accounts: Accounts) => {
  const { disclosure } = await ok(draft(period, ...accounts));
  const on = () => ({ commandId: commandId(), disclosure });
  await ok(as('chair').disclosures.confirm(on()));
  await ok(as('clerk').disclosures.submit(on()));
  await ok(as('supervision').disclosures.giveOpinion({ ...on(), verdict: 'approve' }));
  await ok(as('clerk').disclosures.recordMeeting({ ...on(), heldOn: '2026-04-10', present: 5 }));
  await ok(as('chair').disclosures.publish(on()));
  await harness.catchUp();
  return disclosure;
};

beforeAll(async () => {
  harness = await openPublication();
  await settle(harness);
});
afterAll(() => harness.close());

describe('an opening behind a quarter that was skipped', () => {
  let before = '';
  beforeAll(async () => {
    await publish('2025Q1', account(100));
    before = await publish('2025Q2', account(100, { difference: { amount: -400, explanation: '利息' }, closing: 500 }));
    await ok(draft('2025Q3', account(500)));
    await harness.catchUp();
  });

  it.each(['2025Q4', '2025-10', '2026'])('is held against the last one published: %s', async (period) => {
    expect(await draft(period, account(100))).toMatchObject({
      ok: false,
      refusals: [
        {
          code: 'disclosure.opening-differs',
          params: { closing: '5.00', difference: '-4.00', period: '2025Q2', disclosure: before },
        },
      ],
    });
  });

  it('does not let an account vanish with its money', async () => {
    expect(await draft('2025Q4', account(7, { account: '现金' }))).toMatchObject({
      refusals: [{ code: 'disclosure.account-missing', params: { closing: '5.00', period: '2025Q2' } }],
    });
  });

  it('is taken with the difference explained', async () => {
    const openingDifference = { amount: -400, explanation: '第三季度支出尚未公开' };
    await ok(draft('2025Q4', account(100, { openingDifference })));
  });

  it('looks past what was withdrawn', async () => {
    const reason = '账目重做';
    await ok(as('chair').disclosures.withdraw({ commandId: commandId(), disclosure: before, reason }));
    await harness.catchUp();
    await ok(draft('2025-11', account(100)));
  });

  it('is nothing that a matter has to follow', async () => {
    const days = { from: '2025-10-01', to: '2025-12-01' };
    const matter = { body: committee, period: 'matter-road', days, title: '修路' };
    const content = { accounts: [account(3)] };
    await ok(as('clerk').disclosures.draft({ commandId: commandId(), ...matter, content }));
  });
});
