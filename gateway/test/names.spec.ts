import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { carryOut, data, type As } from './client.ts';
import { disclosure, openVillage, type Village } from './village.ts';

let opened: Village;
const as = (account: string): As => opened.as(account);
const ids = new Map<string, string>();
let person: string;

beforeAll(async () => {
  opened = await openVillage();
  await opened.publishTwice();
  const { gateway } = opened;
  ({ person } = (await data(gateway, '{ viewer { person } }', {}, as('villager'))).viewer);
  const raise = async (as_: string, kind: string, mutation: string, input: object) => {
    const given = { disclosure, kind, text: '数目不对', ...input };
    return (await carryOut(gateway, mutation, given, as(as_), 'objection { id }')).objection.id;
  };
  ids.set('objection', await raise('villager', 'OBJECTION', 'raiseObjection', {}));
  ids.set('question', await raise('villager', 'QUESTION', 'raiseObjection', {}));
  const scan = await opened.file('supervisor', 7, '异议.png');
  const withheld = { person, withheld: true, scan };
  ids.set('withheld', await raise('supervisor', 'OBJECTION', 'recordPaperObjection', withheld));
});
afterAll(() => opened.gateway.close());

const fields = 'id objector objectorName withheld mine';
const all = async (account: string): Promise<Readonly<Record<string, unknown>>> => {
  const query = `{ ${[...ids].map(([name, id]) => `${name}: node(id: "${id}") { ... on Objection { ${fields} } }`).join(' ')} }`;
  return data(opened.gateway, query, {}, as(account));
};

describe('the name of who objects', () => {
  it.each(['clerk', 'chair', 'supervisor', 'county', 'auditor'])(
    'is told to %s, who deals with it, unless it is withheld',
    async (account) => {
      const { objection, question, withheld } = await all(account);
      expect([objection, question]).toEqual([
        expect.objectContaining({ objector: person, objectorName: '张三' }),
        expect.objectContaining({ objector: person, objectorName: '张三' }),
      ]);
      expect(withheld).toMatchObject({ objector: null, objectorName: null, withheld: true });
      expect(JSON.stringify(withheld)).not.toContain(person);
    },
  );

  it('is told to herself, and to nobody else in the village or beyond', async () => {
    const own = await all('villager');
    for (const name of ids.keys()) expect(own[name]).toMatchObject({ mine: true, objectorName: '张三' });
    for (const account of ['neighbour', 'accountant', 'registrar', 'operator'])
      expect([account, await all(account)]).toEqual([account, { objection: null, question: null, withheld: null }]);
  });

  it('is on the record of what officials read of her', async () => {
    const { viewer } = await data(
      opened.gateway,
      '{ viewer { readsOfMe(first: 50) { edges { node { purpose officeKind } } } } }',
      {},
      as('villager'),
    );
    const reads = viewer.readsOfMe.edges.map(({ node }: { node: object }) => node);
    expect(reads).toContainEqual({ purpose: 'name of a person', officeKind: 'CLERK' });
  });
});
