import type { ConsultationEvent } from '@cunjian/contracts';
import type { OpenedEvent } from '../src/recount/index.ts';

/** An event before it has its place: an operator who cheats moves, changes and adds them. */
export interface Draft {
  stream: string;
  time: string;
  name: ConsultationEvent['type'];
  data: Record<string, unknown>;
}

/** As the log has them: places, and revisions in their streams. */
export const loggedAs = (drafts: readonly Draft[]): OpenedEvent[] => {
  const revisions = new Map<string, number>();
  return drafts.map(({ stream, time, name, data }, index) => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    return { where: `entry ${index}`, subject: stream, revision, time, name, data };
  });
};

/** An operator at work: appends drafts to a list, each with the time of its stage. */
export const createDrafts = () => {
  const drafts: Draft[] = [];
  return {
    drafts,
    add: <Name extends ConsultationEvent['type']>(
      stream: string,
      time: string,
      name: Name,
      data: Extract<ConsultationEvent, { type: Name }>['data'],
    ): void => void drafts.push({ stream, time, name, data: structuredClone(data) as Record<string, unknown> }),
  };
};
export type Drafts = ReturnType<typeof createDrafts>;
