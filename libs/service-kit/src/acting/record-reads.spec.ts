import type { Caller } from '@cunjian/access';
import type { OfficialRead } from '@cunjian/personal-data';
import { createFakeClock } from '@cunjian/testing';
import { expect, it } from '@jest/globals';
import { recordReads } from './record-reads.ts';

const village = '330326101201';
const neighbour = '330326101202';
const acting: NonNullable<Caller['acting']> = {
  ...({ office: 'office-1', kind: 'clerk', body: `${village}-vc`, bodyKind: 'villagers-committee' } as const),
  ...{ division: village, from: '2026-01-01', to: '2030-12-31' },
};
const reading = { purpose: 'objection.read', kinds: ['free-text'] } as const;
const read = [
  { division: village, subject: 'villager' },
  { division: village, subject: 'villager' },
  { division: village, subject: 'clerk' },
  { division: neighbour, subject: 'neighbour' },
];

const recordedOf = async (
  caller: Pick<Caller, 'acting' | 'person'>,
  about = read,
): Promise<readonly OfficialRead[]> => {
  const recorded: OfficialRead[] = [];
  const readRecord = {
    record: async (one: OfficialRead) => void recorded.push(one),
    ofSubject: async () => [],
    exportsIn: async () => [],
    forget: async () => undefined,
    close: async () => undefined,
  };
  const runtime = { clock: createFakeClock('2026-04-10T02:00:00.000Z'), readRecord };
  await recordReads({ runtime }, caller, reading, about);
  return recorded;
};

it('records what an official read of others, each person once a division', async () => {
  const common = { reader: 'clerk', office: 'office-1', action: 'read', purpose: 'objection.read' };
  const at = '2026-04-10T02:00:00.000Z';
  expect(await recordedOf({ acting, person: 'clerk' })).toEqual([
    { ...common, at, division: village, subjects: [{ subject: 'villager', kinds: ['free-text'] }] },
    { ...common, at, division: neighbour, subjects: [{ subject: 'neighbour', kinds: ['free-text'] }] },
  ]);
});

it('records nothing of her own, and nothing of what somebody reads in no office', async () => {
  expect(await recordedOf({ acting, person: 'clerk' }, [{ division: village, subject: 'clerk' }])).toEqual([]);
  expect(await recordedOf({ person: 'villager' })).toEqual([]);
});
