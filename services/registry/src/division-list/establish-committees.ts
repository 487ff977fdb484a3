import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { committeeOf, type Committee } from '../body/committee.ts';
import { bodyDecider } from '../body/decide.ts';
import { isFinal, levelWithStore } from '../dispatching.ts';
import { inParallel } from '../in-parallel.ts';
import { bodies } from '../projections/bodies.ts';
import { divisions } from '../projections/divisions.ts';
import type { Registry } from '../registry-context.ts';
import { readDivisionList } from './read-list.ts';
import type { WriteDivisionList } from './write-list.ts';

interface DivisionCommittee extends Committee {
  readonly division: string;
}

const missingCommittees = async (
  { queries }: Registry,
  villages: readonly { readonly code: string; readonly name: string }[],
): Promise<readonly DivisionCommittee[]> => {
  const all = villages.flatMap(({ code, name }): DivisionCommittee[] => {
    const committee = committeeOf(code, name);
    return committee === undefined ? [] : [{ ...committee, division: code }];
  });
  const known = await queries.bodies.get(all.map(({ body }) => body));
  return all.filter(({ body }) => !known.has(body));
};

/** The committees of all villages of a list that have none yet. May be called again after a crash. */
export const establishCommittees = async (
  registry: Registry,
  list: string,
  { actor, correlationId }: Pick<DispatchedCommand, 'actor' | 'correlationId'>,
): Promise<'done' | Refused> => {
  const { runtime, ids } = registry;
  await levelWithStore(registry, [divisions, bodies]);
  const [accepted] = await runtime.store.readStream(`division-list-${list}`, { limit: 1 });
  if (accepted === undefined) return refuse('division-list.unknown', { list });
  const { sha256, effective } = runtime.catalogue.decode(accepted).data as WriteDivisionList;
  const rows = await readDivisionList(registry, sha256, 'divisions');
  if (isRefused(rows)) return rows;
  const villages = rows.divisions.filter(({ level }) => level === 'village');
  await inParallel(await missingCommittees(registry, villages), async ({ body, kind, name, division }) => {
    const record = { body, kind, name, division, predecessors: [], noticeBoards: [], owesDisclosure: true };
    const handled = await runtime.handle({
      stream: `body-${body}`,
      decider: bodyDecider,
      command: { kind: 'establish', level: 'village', body: { ...record, from: effective } },
      meta: { commandId: ids.uuid('committee', body), actor, correlationId, division, body, audience: 'public' },
    });
    // A body that somebody entered meanwhile stays as it is.
    isFinal(handled);
  });
  return 'done';
};
