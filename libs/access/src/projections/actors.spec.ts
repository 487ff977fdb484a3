import type { RecordedEvent, RegistryEvent } from '@cunjian/contracts';
import { projectInMemory } from '@cunjian/processing';
import { expect, it } from '@jest/globals';
import { actors } from './actors.ts';

const recorded = (events: readonly RegistryEvent[]): RecordedEvent[] =>
  events.map(({ type, data }, i) => ({ name: type, data, position: BigInt(i + 1) }) as RecordedEvent);
const [village, other] = ['330302001201', '330302001202'];
const lives = (division: string): RegistryEvent => ({
  type: 'residency-recorded',
  data: { person: 'li', division, kind: 'resident', household: 'h', from: '2020-01-01', name: 'A'.repeat(43) as never },
});

it('somebody whose registration is corrected belongs as it is corrected, and there alone', () => {
  const corrected = (data: { readonly kind?: 'registered'; readonly household?: string }): RegistryEvent => ({
    type: 'residency-corrected',
    data: { person: 'li', division: village, ...data },
  });
  const { documents } = projectInMemory(
    actors,
    recorded([lives(village), lives(other), corrected({ kind: 'registered' }), corrected({ household: 'h2' })]),
  );
  expect(documents.get('li')?.residencies).toEqual([
    { division: village, kind: 'registered', from: '2020-01-01' },
    { division: other, kind: 'resident', from: '2020-01-01' },
  ]);
});
