import type { RecordedEvent } from '@cunjian/contracts';
import { dateInShanghai } from '@cunjian/statutes';
import type { Reaction, ReactionCommand } from '@cunjian/processing';
import { committeeOf, type Committee } from '../body/committee.ts';
import { registryEvent } from '../registry-event.ts';

export interface EstablishCommittee extends Committee {
  readonly division: string;
  readonly from: string;
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
 * as a list is in: it comes, is renamed and goes with the division. Collectives are entered by people.
 */
export const keepCommittees: Reaction = {
  name: 'registry-keep-committees',
  events: ['division-registered', 'division-renamed', 'division-abolished'],
  react: (recorded: RecordedEvent): readonly ReactionCommand[] => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'division-registered': {
        const { code, name, level, effective } = event.data;
        const committee = level === 'village' ? committeeOf(code, name) : undefined;
        if (committee === undefined) return [];
        const from = effective ?? dateInShanghai(recorded.time);
        const data: EstablishCommittee = { ...committee, division: code, from };
        return [{ type: 'establish-committee', data }];
      }
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
