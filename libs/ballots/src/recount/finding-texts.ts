import { note, wrong, type FindingText } from './finding-text.ts';
import { sealedTexts } from './sealed-texts.ts';

/** The ballot itself, its roll and its tally. */
const frame = {
  'ballot.cancelled': note('本次表决已取消', 'The ballot was called off'),
  'ballot.cancelled-after-opening': wrong(
    '表决开启之后被取消，而并无规定的理由',
    'The ballot was called off after it had opened, for none of the causes that allow it',
  ),
  'ballot.closed-on-somebody': wrong(
    '{person} 于 {time} 的 {event} 在规定时间之内，却因提前截止未计入',
    '{event} of {person} came at {time}, in time, and the ballot had been closed before it',
  ),
  'ballot.keys-malformed': wrong(
    '开启表决时公布的密钥不正确（{reason}）',
    'The keys that the ballot was opened with are malformed ({reason})',
  ),
  'ballot.not-called': wrong('表决未经召集即开启', 'The ballot opened without having been called'),
  'ballot.notice-too-short': wrong(
    '自召集至开启不足规则所定的 {days} 天',
    'The ballot opened less than the {days} days of the rule after its call',
  ),
  'ballot.not-closed': note(
    '表决尚未截止，暂不能复核结果',
    'The ballot has not closed, so there is nothing to count yet',
  ),
  'ballot.too-early': wrong('{event} 发生于 {time}，早于规定时间 {until}', '{event} came at {time}, before {until}'),
  'ballot.twice': wrong('{event} 出现了不止一次', '{event} stands in the log more than once'),
  'ballot.unknown': wrong('记录中没有名为 {ballot} 的已开启表决', 'The log has no ballot {ballot} that was opened'),
  'log.gap': wrong(
    '{stream} 缺少第 {expected} 条记录（下一条为 {revision}）',
    '{stream} lacks event {expected}; the next one is {revision}',
  ),
  'log.other-stream': wrong(
    '{event} 记在别处（{stream}），不在其应在的序列中，未予采用',
    '{event} stands in another stream ({stream}) than it belongs to, and was not taken',
  ),
  'roll.changed-after-freezing': wrong('名册冻结之后又被改动', 'The roll was changed after it was frozen'),
  'roll.changed-otherwise': wrong(
    '异议处理（{outcome}）所增减的人员 {person} 与名册不符',
    'An objection was decided ({outcome}) about {person}, which does not fit the roll',
  ),
  'roll.decided-without-objection': wrong(
    '对并不存在或已处理的异议 {objection} 作了处理',
    'The objection {objection} was decided twice or never made',
  ),
  'roll.drawn-otherwise': wrong(
    '名册所列 {found} 人与提取时公布的 {count} 人及摘要不符',
    'The roll lists {found} people; count ({count}) or root published with it say otherwise',
  ),
  'roll.frozen-too-early': wrong(
    '名册公布后未满规则所定的 {days} 天异议期即冻结',
    'The roll was frozen before the {days} days for objections were over',
  ),
  'roll.published-too-short': wrong(
    '名册自提取至表决开启不足规则所定的 {days} 天',
    'The roll was out for less than the {days} days of the rule',
  ),
  'roll.frozen-late': wrong('名册在表决开启之后才冻结', 'The roll was frozen after the ballot opened'),
  'roll.frozen-otherwise': wrong(
    '冻结的名册称 {count} 人，按记录应为 {found} 人，或摘要不符',
    'The frozen roll says {count} people; by the log it has {found}, or other ones',
  ),
  'roll.missing': wrong('记录中没有提取并冻结的名册', 'The log has no roll that was drawn and frozen'),
  'roll.objection-open': wrong('异议 {objection} 未经处理', 'The objection {objection} was never decided'),
  'roll.opened-with-another': wrong(
    '表决以另一份名册开启（{count} 人，冻结的为 {frozen} 人）',
    'The ballot opened with another roll ({count} people) than the frozen one ({frozen})',
  ),
  'roll.other-body': wrong('名册属于另一个组织', 'The roll is that of another body'),
  'roll.other-instant': wrong('名册按 {asOf} 提取，应为 {expected}', 'The roll is as of {asOf}, not {expected}'),
  'roll.part': wrong(
    '名册第 {part} 部分有误，应为 {expected}',
    'Part {part} of the roll stands where {expected} should',
  ),
  'roll.person-twice': wrong('{person} 在名册上出现两次', '{person} stands on the roll twice'),
  'rule.changed': wrong(
    '所用表决规则不是程序开始时确定的规则（{assembly}）',
    'The rule is none of those that its procedure adopted ({assembly})',
  ),
  'rule.other-records': note(
    '所引规则（{rules}）与本程序所知当时有效的规则不同，请核对条文',
    'The records that it cites ({rules}) are not those that this program knows to have been in force: compare the texts',
  ),
  'rule.procedure-missing': note(
    '记录中没有所属程序 {proceeding}，无法核对规则',
    'The procedure {proceeding} is not in the log, so the rule can not be compared with it',
  ),
  'rule.unlike-its-records': wrong(
    '所用表决规则与其所引条文（{rules}）的内容不符',
    'The rule is not what the records that it cites ({rules}) say',
  ),
  'run-off.election-missing': note(
    '记录中没有此前的选举 {election}，无法核对另行选举',
    'The election {election} before it is not in the log, so the run-off can not be compared with it',
  ),
  'run-off.none-due': wrong(
    '此前的选举 {election}（{outcome}）不是由同一选举人进行、留有空缺名额的有效选举',
    'The election {election} before it ({outcome}) is no valid one by the same voters that left seats vacant',
  ),
  'run-off.other-candidate': wrong(
    '另行选举的候选人 {candidate} 在此前的选举中已当选，或未获提名也未被另选',
    'The candidate {candidate} of the run-off was elected before, or neither stood nor was written in',
  ),
  'run-off.other-seats': wrong(
    '另行选举的名额为 {seats} 名，空缺为 {vacant} 名',
    'The run-off fills {seats} seats; {vacant} are vacant',
  ),
  'tally.before-its-parts': wrong('{event} 出现在计票结果之后', '{event} stands after the tally that counts it'),
  'tally.differs': wrong(
    '结果中的 {field} 为 {stored}，复核为 {recounted}',
    '{field} of the tally is {stored}; recounted it is {recounted}',
  ),
  'tally.missing': note('尚无计票结果', 'There is no tally yet'),
  'tally.too-early': wrong('截止之前已公布计票结果', 'The tally was made before the closing'),
  'terms.changed': wrong('开启时的 {field} 与召集时不同', '{field} is not what the ballot was called with'),
  'use.against-the-tally': wrong(
    '{event} 与计票结果（{outcome}）不符',
    '{event} does not follow from the tally ({outcome})',
  ),
  'use.before-the-tally': wrong(
    '{event} 引用本次表决，而当时并无计票结果',
    '{event} names this ballot, which had no tally then',
  ),
  'use.differs': wrong('{event} 所载的计算与计票结果不同', '{event} has another arithmetic than the tally'),
} satisfies Readonly<Record<string, FindingText>>;

/** Who was let vote, and what was counted by hand. */
const granted = {
  'entitlement.after-the-time': wrong(
    '{person} 的 {event} 发生于 {time}，晚于规定的截止时间，却在截止记录之前',
    '{event} of {person} came at {time}, after the time of the closing, and stands before it',
  ),
  'entitlement.late': note(
    '{person} 的 {event} 在截止之后，不计入',
    '{event} of {person} came after the closing and does not count',
  ),
  'entitlement.not-secret': wrong(
    '无记名表决中出现了 {person} 的记名投票',
    '{person} cast a named ballot in a secret vote',
  ),
  'entitlement.off-roll': wrong('{person} 不在名册上，却获得了投票权', '{person} is not on the roll and was let vote'),
  'entitlement.other-channel': wrong(
    '{person} 的 {event} 所用方式不在本次表决允许之列',
    '{event} of {person} uses a channel that this ballot does not have',
  ),
  'entitlement.other-stream': wrong(
    '{person} 的投票权记录在别处（{stream}）',
    'An entitlement of {person} stands in another stream ({stream})',
  ),
  'entitlement.second': wrong(
    '{person} 已以 {form} 方式行使，又出现 {event}：一人两票',
    '{person} had {form} already; {event} grants a second vote',
  ),
  'entitlement.too-early': wrong(
    '{person} 在表决开启之前已获得投票权',
    '{person} was let vote before the ballot opened',
  ),
  'protocol.after-agreement': wrong(
    '{channel} 的计票记录一致之后又有录入',
    'A protocol of {channel} was entered after two had agreed',
  ),
  'protocol.alike': wrong(
    '{channel} 的两份计票记录一致，却被认定为不一致而作废',
    'Two protocols of {channel} are alike and were set aside as different',
  ),
  'protocol.by-a-candidate': wrong('计票记录由候选人 {person} 录入', '{person}, a candidate, entered a protocol'),
  'protocol.differs': wrong(
    '{channel} 的两份计票记录不一致（{fields}），却被认定为一致',
    'Two protocols of {channel} differ in {fields} and were settled as alike',
  ),
  'protocol.does-not-add-up': wrong(
    '{channel} 的计票记录前后不符（{code}）',
    'The protocol of {channel} does not add up ({code})',
  ),
  'protocol.issued-differs': wrong(
    '{channel} 的计票记录称发出 {issued}，逐人登记为 {recorded}',
    'The protocol of {channel} says {issued} were given out; {recorded} are recorded one by one',
  ),
  'protocol.missing': wrong(
    '{channel} 有 {recorded} 人，却没有两人一致的计票记录',
    '{recorded} people used {channel}, and no protocol was entered alike by two',
  ),
  'protocol.more-hands': wrong(
    '举手 {returned} 人，到会登记 {recorded} 人',
    '{returned} hands were counted; {recorded} people were there',
  ),
  'protocol.not-two': wrong(
    '{channel} 的计票记录由 {count} 人录入，应为两人',
    'The protocol of {channel} was entered {count} times, not twice',
  ),
  'protocol.one-person': wrong(
    '{channel} 的两份计票记录由同一人录入',
    'One person entered both protocols of {channel}',
  ),
  'protocol.settled-otherwise': wrong(
    '{channel} 的计票记录与核对后公布的不一致',
    'An entry of the protocol of {channel} is not what was settled',
  ),
  'protocol.too-early': wrong('截止之前已录入计票记录', 'A protocol was entered before the closing'),
  'proxy.candidate': wrong('候选人 {proxy} 受 {person} 委托投票', '{proxy}, a candidate, is the proxy of {person}'),
  'proxy.not-allowed': wrong(
    '规则不允许委托，{person} 却委托了 {proxy}',
    'The rule has no proxies; {proxy} is one of {person}',
  ),
  'proxy.not-announced': wrong(
    '{person} 对 {proxy} 的委托未经公布，应为无效',
    'The proxy {proxy} of {person} was not announced and is void',
  ),
  'proxy.off-roll': wrong(
    '受托人 {proxy} 不是名册上的另一人',
    'The proxy {proxy} of {person} is nobody else on the roll',
  ),
  'proxy.other-household': wrong(
    '受托人 {proxy} 与 {person} 不是同一户',
    'The proxy {proxy} is not of the household of {person}',
  ),
  'proxy.too-late': wrong(
    '{person} 对 {proxy} 的委托晚于规定期限（提前 {days} 天）',
    'The proxy {proxy} of {person} was lodged later than {days} days before',
  ),
  'proxy.too-many': wrong(
    '{proxy} 接受了第 {number} 份委托，最多 {limit} 份',
    '{proxy} holds proxy number {number}; the rule allows {limit}',
  ),
} satisfies Readonly<Record<string, FindingText>>;

/** What a recount can find; a code never changes its meaning. */
export const recountTexts = { ...frame, ...granted, ...sealedTexts };
export type FindingCode = keyof typeof recountTexts;
