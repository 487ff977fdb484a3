import { carryOut, data, type As } from './client.ts';
import { startGateway, type Overrides } from './running-gateway.ts';
import { committee, createWorld, png, upload } from './world.ts';

export const disclosure = `disclosure-${committee}-2026Q1`;

const line = (voucher: string, summary: string, receipt: number, payment: number) => ({
  ...{ date: '2026-03-05', voucher, summary, account: '501', receipt, payment, payee: '张三丰' },
  kind: receipt === 0 ? 'EXPENDITURE' : 'INCOME',
});
export const content = (closing = 120_00) => ({
  accounts: [
    {
      ...{ account: '基本账户', book: '村账', opening: 100_00, closing },
      lines: [line('1', '=收承包款', 50_00, 0), line('2', '办公用品', 0, 30_00)],
    },
  ],
});

const fields = `id title status actions posted objectionWindowOpen period body { id name } division { name }
  current { version publishedAt reason figuresHash totals { opening receipts payments closing lineCount }
    accounts { account receipts payments lines { id summary payee receipt payment kind } }
    opinion { verdict reasons } meeting { heldOn present minutes { name url } } attachments { name url originalUrl }
    changes { kind line before { receipt } after { receipt } } seal { logOrigin index event } }
  draft { version } versions { version reason } steps { step done due { lastDay } } postings { place photo { url } }
  objectionsDue { lastDay rules { citation status } }
  objectionWindow { state days unit countsFrom rules { citation } }`;

/** The gateway with a village and everybody in it, and the ways to work on one disclosure. */
export const openVillage = async (overrides: Overrides = {}) => {
  const gateway = await startGateway(overrides);
  const world = await createWorld(gateway);
  const { as } = world;
  const read = async (who: As, extra = '') =>
    (await data(gateway, `query ($id: ID!) { disclosure(id: $id) { ${fields} ${extra} } }`, { id: disclosure }, who))
      .disclosure;
  const selection = `receipt { note state } disclosure { ${fields} }`;
  const step = (mutation: string, account: string, input: object = {}) =>
    carryOut(gateway, mutation, { disclosure, ...input }, as(account), selection);
  /** Uploaded by the person herself. */
  const file = async (account: string, shade: number, name: string) => ({
    file: await upload(gateway, png(shade), as(account)),
    name,
  });
  const get = (path: string, { token, office }: As = {}) =>
    fetch(gateway.url + path, {
      headers: {
        'accept-language': 'zh',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(office && { 'cunjian-office': office }),
      },
    });

  const goThrough = async (heldOn: string) => {
    await step('confirmDisclosure', 'chair');
    await step('submitDisclosure', 'accountant');
    await step('giveOpinion', 'supervisor', { verdict: 'APPROVE' });
    const minutes = await file('clerk', 1, '会议/../纪要.png');
    await step('recordJointMeeting', 'clerk', { heldOn, present: 5, minutes });
    return (await step('publishDisclosure', 'clerk')).disclosure;
  };
  /** Ten yuan more came in with the first line. */
  const corrected = async () => {
    const { lines } = (await read(as('clerk'))).current.accounts[0];
    const again = lines.map(({ id, ...rest }: { readonly id: string }) => ({
      ...{ line: id, date: '2026-03-05', voucher: id.split('-').at(-2), account: '501' },
      ...rest,
    }));
    again[0].receipt += 10_00;
    return { accounts: [{ account: '基本账户', book: '村账', opening: 100_00, closing: 130_00, lines: again }] };
  };
  return {
    ...{ gateway, as, read, step, file, get, goThrough, corrected },
    /** Version 1 goes out, then version 2, which corrects it. */
    publishTwice: async () => {
      const draft = { body: committee, period: '2026Q1', content: content() };
      await carryOut(gateway, 'draftDisclosure', draft, as('accountant'));
      await goThrough('2026-04-01');
      await step('correctDisclosure', 'clerk', { reason: '漏记十元', content: await corrected() });
      await goThrough('2026-04-05');
    },
  };
};
export type Village = Awaited<ReturnType<typeof openVillage>>;
