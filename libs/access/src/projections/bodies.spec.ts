import type { RecordedEvent, RegistryEvent } from '@cunjian/contracts';
import { projectInMemory } from '@cunjian/processing';
import { describe, expect, it } from '@jest/globals';
import { bodies } from './bodies.ts';

const recorded = (events: readonly RegistryEvent[]): RecordedEvent[] =>
  events.map(({ type, data }, i) => ({ name: type, data, position: BigInt(i + 1) }) as RecordedEvent);

const established: RegistryEvent = {
  type: 'body-established',
  data: {
    body: 'b',
    kind: 'collective',
    name: '红军社区股份经济合作社',
    division: '520329102001',
    predecessors: [],
    noticeBoards: ['大屋基'],
    owesDisclosure: true,
    from: '2020-01-01',
  },
};

describe('bodies', () => {
  it('keep what a correction does not name', () => {
    const { documents } = projectInMemory(
      bodies,
      recorded([
        established,
        { type: 'body-changed', data: { body: 'b', manyTransactions: true } },
        { type: 'body-changed', data: { body: 'b', owesDisclosure: false } },
      ]),
    );
    expect(documents.get('b')).toMatchObject({
      ...{ name: '红军社区股份经济合作社', owesDisclosure: false, manyTransactions: true },
    });
  });

  it('know their agencies, each once, and when they were dissolved', () => {
    const signed = (contract: string): RegistryEvent => ({
      type: 'agency-contract-signed',
      data: {
        contract,
        agency: 'agency',
        body: 'b',
        bodyDivision: '520329102001',
        from: '2026-01-01',
        to: '2026-12-31',
      },
    });
    const { documents } = projectInMemory(
      bodies,
      recorded([
        established,
        signed('1'),
        signed('2'),
        { type: 'body-dissolved', data: { body: 'b', on: '2026-06-01', successors: [] } },
      ]),
    );
    expect(documents.get('b')).toMatchObject({ agencies: ['agency'], dissolvedOn: '2026-06-01' });
  });

  it('are nothing before they are established', () => {
    const { documents } = projectInMemory(
      bodies,
      recorded([{ type: 'body-changed', data: { body: 'b', owesDisclosure: true } }]),
    );
    expect(documents.size).toBe(0);
  });
});
