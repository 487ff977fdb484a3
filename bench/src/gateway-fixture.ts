import { createContext } from '@cunjian/gateway/context';
import type { Services } from '@cunjian/gateway/services';

/** A disclosure as a village publishes it for a quarter, with everything that its page shows. */
export const lineCount = 200;
const village = '330302001201';
const body = `${village}-vc`;
const id = `disclosure-${body}-2026Q1`;

const rule = {
  rule: 'organic-law-30',
  version: 2,
  status: 'carried-over',
  citation: '《村民委员会组织法》（2018）第30条',
};
const due = { lastDay: '2026-04-20', endsAt: '2026-04-20T16:00:00.000Z', rules: [rule] };
const totals = {
  opening: 12_345_678,
  receipts: 100_000,
  payments: 0,
  closing: 12_445_678,
  income: 100_000,
  expenditure: 0,
  lineCount,
};

const disclosure = {
  ...{ disclosure: id, body, bodyKind: 'villagers-committee', division: village, period: '2026Q1' },
  ...{ from: '2026-01-01', to: '2026-03-31', status: 'published', currentVersion: 1 },
  ...{ objectionsDue: due, objectionWindowOpen: true, actions: ['object', 'ask'] },
  versions: [
    {
      ...{
        version: 1,
        event: '0b8e5f0e-5f0c-5e55-9d6e-2f3e4d5c6b7a',
        position: '4711',
        publishedAt: '2026-04-02T02:00:00.000Z',
      },
      opinion: { verdict: 'approve', at: '2026-04-01T02:00:00.000Z', reasons: '账目清楚' },
      meeting: { heldOn: '2026-04-01', present: 5 },
      steps: ['confirmation', 'supervision-opinion', 'joint-meeting', 'publication', 'posting'].map((step) => ({
        ...{ step, done: true, at: '2026-04-02T02:00:00.000Z' },
      })),
      ...{ rules: [rule], totals, figuresHash: 'f'.repeat(64), postings: [], isPosted: true },
    },
  ],
};

const lines = Array.from({ length: lineCount }, (_, at) => ({
  ...{ line: `村账-2026-03-${at}-1`, date: '2026-03-05', voucher: String(at), entry: 1 },
  ...{ summary: `收第 ${at} 户土地承包款`, account: '501', kind: 'income', receipt: 500, payment: 0 },
  ...{ payee: '张*', handler: '李*', witness: '王*', approver: '陈*' },
}));
const account = {
  account: '基本账户',
  book: '村账',
  opening: totals.opening,
  receipts: 100_000,
  payments: 0,
  closing: totals.closing,
  lines,
};
const content = {
  disclosure: id,
  version: 1,
  figuresHash: 'f'.repeat(64),
  totals,
  accounts: [account],
  sections: [],
  attachments: [],
};

const answer = async (value: unknown) => ({ stale: false, value });
const division = {
  code: village,
  name: '红旗村',
  level: 'village',
  villageKind: 'village',
  abolished: false,
  successors: [],
  children: 0,
  names: [],
};
const committee = {
  body,
  kind: 'villagers-committee',
  name: '红旗村村民委员会',
  division: village,
  noticeBoards: [],
  owesDisclosure: true,
  from: '2020-01-01',
};
const callers = {
  registry: { divisions: { get: () => answer([division]) }, bodies: { get: () => answer([committee]) } },
  publication: { disclosures: { get: () => answer([disclosure]), contents: () => answer([content]) } },
  audit: { seals: async () => [{ log: village, origin: `cunjian.localhost/division/${village}`, index: 12 }] },
  consultation: {},
  integration: {},
};

/** Services that answer at once, so that what is measured is what lies before them. */
export const services = Object.fromEntries(
  Object.entries(callers).map(([name, caller]) => [name, { createCaller: () => caller }]),
) as never as Services;

export const contextOf = async () => createContext(services, { correlationId: 'bench' }, 'zh');

export const query = `query Disclosure($id: ID!) { disclosure(id: $id) {
  id title period from to status actions posted objectionWindowOpen body { id name kind } division { id code name }
  objectionsDue { lastDay endsAt rules { rule version status citation } }
  steps { step done at } postings { place from to }
  current { version publishedAt reason figuresHash opinion { verdict reasons at } meeting { heldOn present }
    totals { opening receipts payments closing income expenditure lineCount }
    accounts { account book opening receipts payments closing difference { amount explanation }
      lines { id date voucher entry summary account kind receipt payment payee handler witness approver corrects } }
    sections { kind rows { item amount } } attachments { name url } seal { logOrigin index event } } } }`;
export const variables = { id };
