import type { Channel, Language, Outcome } from '@cunjian/contracts';
import type { EventName } from './home-of.ts';

type Term = Readonly<Record<Language, string>>;
type Terms<Code extends string> = Readonly<Record<Code, Term>>;
const term = (zh: string, en: string): Term => ({ zh, en });

const events: Terms<EventName | 'step-taken' | 'resolution-adopted'> = {
  'ballot-called': term('表决通知', 'the call of the ballot'),
  'ballot-opened': term('开启', 'the opening'),
  'key-lodged': term('密钥登记', 'the lodging of a key'),
  'ballot-cancelled': term('取消', 'the calling off'),
  'tokens-closed': term('领票截止', 'the close of tokens'),
  'token-acknowledged': term('领票确认', 'the acknowledgement of a token'),
  'token-disputed': term('领票争议', 'the dispute of a token'),
  'token-dispute-overdue': term('领票争议逾期', 'an overdue dispute of a token'),
  'token-dispute-decided': term('领票争议处理', 'the decision on a disputed token'),
  'channel-called-off': term('停止一种投票方式', 'the calling off of a channel'),
  'ballot-closed': term('截止', 'the closing'),
  'box-appended': term('票箱入账', 'the ballots of the box'),
  'box-emptied': term('票箱清空', 'the emptying of the box'),
  'key-opened': term('密钥公开', 'the opening of a key'),
  'protocol-entered': term('计票记录', 'a protocol'),
  'protocol-settled': term('计票记录核对', 'the settling of protocols'),
  'ballot-counted': term('计票结果', 'the tally'),
  'roll-drawn': term('名册', 'the roll'),
  'roll-listed': term('名册明细', 'the entries of the roll'),
  'roll-objected': term('名册异议', 'an objection to the roll'),
  'roll-objection-decided': term('名册异议处理', 'the decision on an objection to the roll'),
  'roll-frozen': term('名册确定', 'the freezing of the roll'),
  'ballot-cast': term('记名投票', 'a named ballot'),
  'token-requested': term('领票申请', 'the request of a token'),
  'token-granted': term('领票', 'a token'),
  'token-lapsed': term('所领的票失效', 'the lapse of a token'),
  'paper-issued': term('发出纸质选票', 'a paper ballot'),
  'proxy-lodged': term('委托', 'a proxy'),
  'entitlement-revoked': term('收回选票或委托', 'the taking back of a paper or proxy'),
  'attendance-recorded': term('到会登记', 'a record of attendance'),
  'step-taken': term('议事步骤', 'the step of the procedure'),
  'resolution-adopted': term('决议', 'the resolution'),
};

const outcomes: Terms<Outcome | 'added' | 'struck' | 'dismissed'> = {
  adopted: term('通过', 'adopted'),
  rejected: term('未通过', 'rejected'),
  'no-quorum': term('未达法定人数', 'no quorum'),
  void: term('无效', 'void'),
  chosen: term('已选出', 'chosen'),
  'none-chosen': term('未选出', 'none chosen'),
  'seats-vacant': term('名额未满', 'seats vacant'),
  tie: term('票数相等', 'a tie'),
  added: term('补入名册', 'added'),
  struck: term('从名册中删去', 'struck'),
  dismissed: term('不予采纳', 'dismissed'),
};

const forms: Terms<Channel | 'token'> = {
  online: term('网上投票', 'an online vote'),
  meeting: term('到会表决', 'a vote at the meeting'),
  'show-of-hands': term('举手表决', 'a show of hands'),
  paper: term('纸质选票', 'a paper ballot'),
  proxy: term('委托投票', 'a vote by proxy'),
  token: term('无记名票', 'a token'),
};

const byParameter: Readonly<Record<string, Readonly<Record<string, Term | undefined>>>> = {
  ...{ event: events, outcome: outcomes, form: forms, channel: forms },
};

/** What a parameter of a finding is called by people; as it is, where it is no code of ours. */
export const findingTerm = (parameter: string, value: string | number, language: Language): string =>
  byParameter[parameter]?.[value]?.[language] ?? String(value);
