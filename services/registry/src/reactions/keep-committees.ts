import type { RecordedEvent } from '@cunjian/contracts';
import type { Reaction, ReactionCommand } from '@cunjian/processing';
import { committeeOf } from '../body/committee.ts';
import { registryEvent } from '../registry-event.ts';

export interface EstablishCommittees {
  readonly list: string;
}
export interface RenameCommittee {
  readonly body: string;
  readonly division: string;
  readonly name: string;
  /** Only where it still has this name: somebody may have entered the right one. */
  readonly formerly: string;
}
export interface DissolveCommittee {
  readonly body: string;
  readonly division: string;
  readonly on: string;
  readonly successors: readonly string[];
}

/**
 * Every village and residents' community has its committee by law, so that statistics have their denominator as soon
 * as a list is in: it comes, is renamed and goes with the division. Those of a whole list are established by one
 * command, which writes thousands of them at once. Collectives are entered by people.
 */
export const keepCommittees: Reaction = {
  name: 'registry-keep-committees',
  events: ['division-list-completed', 'division-renamed', 'division-abolished'],
  react: (recorded: RecordedEvent): readonly ReactionCommand[] => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'division-list-completed':
        return [{ type: 'establish-committees', data: { list: event.data.list } satisfies EstablishCommittees }];
      case 'division-renamed': {
        const { code, name, formerly } = event.data;
        const [before, after] = [committeeOf(code, formerly), committeeOf(code, name)];
        if (before === undefined || after === undefined) return [];
        const data: RenameCommittee = { body: after.body, division: code, name: after.name, formerly: before.name };
        return [{ type: 'rename-committee', data }];
      }
      case 'division-abolished': {
        const { code, successors, effective: on } = event.data;
        const committee = committeeOf(code, '');
        if (committee === undefined) return [];
        const next = successors.flatMap((successor) => committeeOf(successor, '')?.body ?? []);
        const data: DissolveCommittee = { body: committee.body, division: code, on, successors: next };
        return [{ type: 'dissolve-committee', data }];
      }
      default:
        return [];
    }
  },
};
