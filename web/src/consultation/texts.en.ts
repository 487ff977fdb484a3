import { suggestionEn } from '../suggestions/texts.en.ts';
import type { consultationZh } from './texts.zh.ts';
import { ballotEn } from './ballots/texts.en.ts';
import { figuresEn } from './figures/texts.en.ts';
import { meetingEn } from './meetings/texts.en.ts';
import { proceedingEn } from './proceedings/texts.en.ts';
import { recountEn } from './recount/texts.en.ts';
import { secretEn } from './secret/texts.en.ts';
import { resolutionEn } from './resolutions/texts.en.ts';
import { topicEn } from './topics/texts.en.ts';

export const consultationEn: typeof consultationZh = {
  matter: {
    GENERAL: 'General',
    PUBLIC_WORKS: 'Public works',
    BUDGET: 'Budget',
    COVENANTS: 'Village covenants',
    LAND: 'Land contracts',
    HOMESTEADS: 'Homesteads',
    COMPENSATION: 'Compensation for land',
    MERGERS: 'Merging or founding villages',
    COLLECTIVE_ASSETS: 'Assets of the collective',
    COLLECTIVE_CHARTER: 'Charter of the collective',
    COLLECTIVE_MEMBERSHIP: 'Membership of the collective',
    COLLECTIVE_DISTRIBUTION: 'Distribution of the collective',
    COLLECTIVE_MERGER: 'Merging the collective',
    ELECTION: 'Elections and recalls',
  },
  assembly: {
    VILLAGERS: 'Villagers’ assembly',
    HOUSEHOLDS: 'Villagers’ assembly by households',
    REPRESENTATIVES: 'Representatives’ assembly',
    GROUP: 'Villager group’s meeting',
    PARTY_MEMBERS: 'Party members’ meeting',
    PARTY_BRANCH: 'Party branch committee',
    COMMITTEES: 'The two committees',
    COLLECTIVE_MEMBERS: 'Members’ assembly',
    COLLECTIVE_DELEGATES: 'Delegates’ assembly',
    ELECTORS: 'Electors',
  },
  ballot: ballotEn,
  secret: secretEn,
  topic: topicEn,
  suggestion: suggestionEn,
  proceeding: proceedingEn,
  meeting: meetingEn,
  recount: recountEn,
  resolution: resolutionEn,
  figures: figuresEn,
};
