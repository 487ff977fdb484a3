import { randomBytes, randomUUID } from 'node:crypto';
import { encodeEnvelope, type Audience } from '@cunjian/contracts';
import type { EventStore } from '@cunjian/event-store';
import { isRefused } from '@cunjian/kernel';

export const deployment = 'cunjian.test';
export const villages = ['330302001201', '330302001202', '330302001203'] as const;

export interface Happening {
  readonly division: string;
  readonly service?: 'registry' | 'publication' | 'audit';
  readonly audience?: Audience;
  readonly stream?: string;
  readonly type?: string;
  readonly data?: object;
}

/** Appends an event of a stream of its own for each. */
export const append = async (store: EventStore, happenings: readonly Happening[]): Promise<void> => {
  for (const { division, service = 'publication', audience = 'public', ...rest } of happenings) {
    const id = randomUUID();
    const { stream = `notice-${id}`, type = `cunjian.${service}.something-said.v1`, data = { text: '公示' } } = rest;
    const bytes = encodeEnvelope({
      ...{ specversion: '1.0', id, source: service, type, subject: stream, sequence: '0', audience, data },
      ...{ time: '2026-11-22T08:00:00.000Z', datacontenttype: 'application/json', partitionkey: division },
      ...{ actor: 'someone', correlationid: id, causationid: id },
    });
    const appended = await store.append(stream, 'none', [{ id, type, bytes, salt: randomBytes(32) }]);
    if (isRefused(appended)) throw new Error(appended.refused[0].code);
  }
};

/** `count` events that go round the villages, each third of them withheld. */
export const history = (count: number): Happening[] =>
  Array.from({ length: count }, (_, i) => ({
    division: villages[i % villages.length] ?? villages[0],
    service: i % 5 === 0 ? ('registry' as const) : ('publication' as const),
    audience: i % 4 === 3 ? ('committee' as const) : ('public' as const),
  }));

export const epochStarted = (division: string, epoch: number): Happening => ({
  ...{ division, service: 'audit', type: 'cunjian.audit.log-epoch-started.v1', stream: `epoch-${division}-${epoch}` },
  data: { log: division, epoch, oldSize: 9, oldRoot: 'A'.repeat(44), reason: 'restored from an older backup' },
});
