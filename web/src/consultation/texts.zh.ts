import { suggestionZh } from '../suggestions/texts.zh.ts';
import { ballotZh } from './ballots/texts.zh.ts';
import { figuresZh } from './figures/texts.zh.ts';
import { meetingZh } from './meetings/texts.zh.ts';
import { proceedingZh } from './proceedings/texts.zh.ts';
import { recountZh } from './recount/texts.zh.ts';
import { secretZh } from './secret/texts.zh.ts';
import { resolutionZh } from './resolutions/texts.zh.ts';
import { topicZh } from './topics/texts.zh.ts';

/** Below the key `consultation`. */
export const consultationZh = {
  matter: {
    GENERAL: '一般事项',
    PUBLIC_WORKS: '公益事业建设',
    BUDGET: '预算与收支',
    COVENANTS: '村规民约',
    LAND: '土地承包',
    HOMESTEADS: '宅基地',
    COMPENSATION: '征地补偿',
    MERGERS: '村的合并与设立',
    COLLECTIVE_ASSETS: '集体资产处置',
    COLLECTIVE_CHARTER: '集体章程',
    COLLECTIVE_MEMBERSHIP: '成员身份确认',
    COLLECTIVE_DISTRIBUTION: '集体收益分配',
    COLLECTIVE_MERGER: '集体合并与分立',
    ELECTION: '选举与罢免',
  },
  assembly: {
    VILLAGERS: '村民会议',
    HOUSEHOLDS: '村民会议（户代表）',
    REPRESENTATIVES: '村民代表会议',
    GROUP: '村民小组会议',
    PARTY_MEMBERS: '党员大会',
    PARTY_BRANCH: '村党支部委员会',
    COMMITTEES: '村两委',
    COLLECTIVE_MEMBERS: '成员大会',
    COLLECTIVE_DELEGATES: '成员代表大会',
    ELECTORS: '选民',
  },
  ballot: ballotZh,
  secret: secretZh,
  topic: topicZh,
  suggestion: suggestionZh,
  proceeding: proceedingZh,
  meeting: meetingZh,
  recount: recountZh,
  resolution: resolutionZh,
  figures: figuresZh,
};
