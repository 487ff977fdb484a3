import { randomUUID } from 'node:crypto';
import type { ConsultationEvent } from '@cunjian/contracts';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { codesOf, committee, ok, openConsultation, settle, village, type Harness } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const commandId = randomUUID;
const topic = 'topic-road';
const digest = (of: string) => of.padEnd(43, 'd') as never;

/** As the specs of topics have them made; here one is simply there. */
const proposed: ConsultationEvent = {
  type: 'topic-proposed',
  data: {
    ...{ topic, division: village, body: committee, bodyKind: 'villagers-committee', matter: 'public-works' },
    ...{ title: digest('title'), text: digest('text'), attachments: [], proposer: 'person-villager' },
  },
};

it('is begun after a poll that was completed, and after no decision that was', async () => {
  await harness.register(topic, village, committee, proposed);
  const begin = (kind: 'four-deliberations' | 'simple-consultation' = 'four-deliberations') =>
    harness.acting('chair').proceedings.begin({ commandId: commandId(), topic, kind });
  const complete = (proceeding: string) =>
    harness.register(proceeding, village, committee, {
      type: 'proceeding-ended',
      data: { proceeding, outcome: 'completed' },
    });
  const poll = await ok(begin('simple-consultation'));
  expect(await codesOf(begin())).toEqual(['proceeding.exists']);
  await complete(poll.proceeding);
  const { proceeding } = await ok(begin());
  expect(proceeding).not.toBe(poll.proceeding);
  await complete(proceeding);
  expect(await codesOf(begin())).toEqual(['proceeding.exists']);
});
