import type { contracts, Language } from '@cunjian/contracts';
import { periodText } from './resolvers/period-texts.ts';

/** `audit` names so what nobody but whoever acted is given yet. */
type Shown = EventName | 'opens-later';
type EventName = { [Service in keyof typeof contracts]: keyof (typeof contracts)[Service] }[keyof typeof contracts];

/**
 * What happened, in plain words. `{name}` is filled from the event's data; a template in square brackets is left out as
 * a whole where the reader may not see the data, or it lacks what the template names.
 */
const texts: Readonly<Record<Shown, Readonly<Record<Language, string>>>> = {
  'opens-later': { zh: '一项到期后才公开的记录', en: 'Something that is opened later' },
  'deployment-founded': { zh: '系统启用[，名称 {name}]', en: 'The deployment was founded[ as {name}]' },
  'division-list-imported': {
    zh: '导入行政区划名单[：{source}，{rows} 行]',
    en: 'A list of divisions was accepted[: {source}, {rows} rows]',
  },
  'division-list-completed': { zh: '行政区划名单导入完成', en: 'The list of divisions was written' },
  'division-registered': { zh: '登记行政区划[：{name}（{code}）]', en: 'Division entered[: {name} ({code})]' },
  'division-renamed': { zh: '行政区划更名[：{formerly} → {name}]', en: 'Division renamed[: {formerly} → {name}]' },
  'division-abolished': { zh: '行政区划撤销[：{code}]', en: 'Division abolished[: {code}]' },
  'body-established': { zh: '登记组织[：{name}]', en: 'Body entered[: {name}]' },
  'body-changed': { zh: '更正组织信息', en: 'What is recorded of the body was corrected' },
  'body-dissolved': { zh: '组织终止[，自 {on} 起]', en: 'The body ended[ on {on}]' },
  'residents-imported': { zh: '导入居民名册[，{rows} 行]', en: 'A file of residents was accepted[: {rows} rows]' },
  'residents-import-completed': { zh: '居民名册导入完成', en: 'The file of residents was written' },
  'residency-recorded': { zh: '登记一名居民', en: 'A resident was entered' },
  'residency-corrected': { zh: '更正一名居民的登记', en: 'The record of a resident was corrected' },
  'residency-ended': { zh: '一名居民迁出或注销[，自 {on} 起]', en: 'A residency ended[ on {on}]' },
  'kinship-recorded': { zh: '登记近亲属关系', en: 'Kinship was recorded' },
  'member-admitted': { zh: '一名成员加入成员名册', en: 'A member entered the roll' },
  'member-removed': { zh: '一名成员退出成员名册', en: 'A member left the roll' },
  'office-given': { zh: '任职[，任期 {from} 至 {to}]', en: 'An office was given[, from {from} to {to}]' },
  'office-ended': { zh: '离任[，自 {on} 起]', en: 'An office ended[ on {on}]' },
  'agency-contract-signed': {
    zh: '委托代理记账[，{from} 至 {to}]',
    en: 'The books were entrusted to an agency[, from {from} to {to}]',
  },
  'agency-contract-ended': {
    zh: '代理记账委托终止[，自 {on} 起]',
    en: 'The agency no longer keeps the books[ from {on}]',
  },
  'activation-slip-prepared': { zh: '准备一张激活单', en: 'An activation slip was prepared' },
  'activation-slip-issued': { zh: '签发一张激活单', en: 'An activation slip was issued' },
  'activation-slip-used': { zh: '一张激活单已使用', en: 'An activation slip was used' },
  'activation-slip-tried': { zh: '有人输错了激活码', en: 'A wrong code was given for an activation slip' },
  'activation-slip-voided': {
    zh: '一张激活单因多次输错而失效',
    en: 'An activation slip was voided by wrong codes',
  },
  'activation-slip-revoked': { zh: '一张激活单已作废', en: 'An activation slip was revoked' },
  'account-bound': { zh: '一个账号与本人绑定', en: 'An account was bound to its person' },
  'account-unbound': { zh: '一个账号解除绑定', en: 'An account was unbound' },
  'value-restricted': {
    zh: '依申请限制或恢复使用个人信息',
    en: 'Personal data were restricted, or are used again, on request',
  },
  'value-erased': { zh: '依申请或到期删除了个人信息', en: 'Personal data were erased' },

  'notice-drafted': { zh: '起草村社通知', en: 'A notice was drafted' },
  'notice-revised': { zh: '修改村社通知草稿', en: 'The draft of a notice was changed' },
  'notice-published': { zh: '发布村社通知', en: 'A notice was published' },
  'notice-corrected': { zh: '更正村社通知[（第 {version} 版）]', en: 'A notice was corrected[ (version {version})]' },
  'notice-withdrawn': { zh: '撤回村社通知', en: 'A notice was withdrawn' },

  'disclosure-drafted': { zh: '起草[{period}]财务公开', en: 'The finance disclosure[ for {period}] was drafted' },
  'disclosure-revised': { zh: '修改财务公开草稿', en: 'The draft of a finance disclosure was changed' },
  'disclosure-discarded': { zh: '废弃财务公开草稿', en: 'The draft of a finance disclosure was thrown away' },
  'disclosure-confirmed': { zh: '负责人确认财务公开', en: 'The responsible person confirmed the finance disclosure' },
  'opinion-requested': {
    zh: '提交监督机构审核[，{due.lastDay} 前]',
    en: 'The supervisors were asked for their opinion[ by {due.lastDay}]',
  },
  'opinion-given': { zh: '监督机构出具意见', en: 'The supervisors gave their opinion' },
  'opinion-lapsed': { zh: '监督机构逾期未出具意见', en: 'The supervisors gave no opinion in time' },
  'disclosure-returned': { zh: '财务公开退回修改', en: 'The finance disclosure was sent back' },
  'joint-meeting-recorded': {
    zh: '记录联席会议[，{heldOn}，{present} 人到会]',
    en: 'The joint meeting was recorded[: {heldOn}, {present} present]',
  },
  'disclosure-published': {
    zh: '发布[{period}]财务公开[（第 {version} 版）]',
    en: 'The finance disclosure[ for {period}] was published[ (version {version})]',
  },
  'disclosure-posted': {
    zh: '张贴财务公开[：{place}，{from} 至 {to}]',
    en: 'The finance disclosure was posted[: {place}, from {from} to {to}]',
  },
  'disclosure-corrected': {
    zh: '开始更正财务公开[（第 {version} 版）]',
    en: 'A correction of the finance disclosure was begun[ (version {version})]',
  },
  'disclosure-withdrawn': { zh: '撤回财务公开', en: 'The finance disclosure was withdrawn' },
  'objection-window-closed': { zh: '财务公开异议期结束', en: 'The days for objections are over' },
  'objection-raised': { zh: '收到一项异议或询问', en: 'An objection or a question came in' },
  'objection-answered': { zh: '答复一项异议或询问', en: 'An objection or a question was answered' },
  'objection-escalated': {
    zh: '一项异议提交上级[，{due.lastDay} 前答复]',
    en: 'An objection was taken one level up[, to be answered by {due.lastDay}]',
  },
  'objection-accepted': { zh: '异议人认可答复', en: 'The objector accepted the answer' },
  'objection-overdue': { zh: '一项异议逾期未答复', en: 'An objection was not answered in time' },

  'topic-proposed': { zh: '提出议题', en: 'A topic was proposed' },
  'topic-revised': { zh: '修改议题[（第{version}版）]', en: 'A topic was revised[ (version {version})]' },
  'topic-supported': { zh: '一人附议', en: 'A person supports a topic' },
  'support-withdrawn': { zh: '一人撤回附议', en: 'A person withdrew her support' },
  'assembly-demanded': {
    zh: '附议人数达到规定[：{have}人，需{needed}人]，应当召集会议',
    en: 'Enough support obliges the committee to call the assembly[: {have} of {needed}]',
  },
  'assembly-overdue': { zh: '应当召集的会议逾期未召集', en: 'The assembly was due and was not called' },
  'topic-summarised': { zh: '村委会附上双方意见摘要', en: 'The committee summarised both sides' },
  'topic-withdrawn': { zh: '提议人撤回议题', en: 'A topic was withdrawn' },
  'comment-made': { zh: '发表意见', en: 'A comment was made' },
  'comment-edited': { zh: '修改意见', en: 'A comment was edited' },
  'comment-folded': { zh: '折叠一条意见（附理由）', en: 'A comment was folded, with a reason' },
  'folding-appealed': { zh: '对折叠提出申诉', en: 'A folding was appealed' },
  'folding-decided': { zh: '村务监督委员会就折叠作出决定', en: 'The supervision committee decided on a folding' },
  'proceeding-begun': { zh: '议题进入议事程序', en: 'A topic entered a procedure' },
  'meeting-called': { zh: '通知开会[，{on}]', en: 'A meeting was called[ for {on}]' },
  'step-taken': { zh: '完成议事程序的一个步骤[，{on}]', en: 'A step of a procedure was taken[ on {on}]' },
  'proceeding-ended': { zh: '议事程序结束', en: 'A procedure ended' },
  'resolution-adopted': { zh: '通过决议[第{number}号]', en: 'A resolution was adopted[: no. {number}]' },
  'resolution-published': { zh: '公开决议[，{on}]', en: 'A resolution was published[ on {on}]' },
  'resolution-reported': { zh: '报告决议实施情况', en: 'What was done for a resolution was reported' },
  'resolution-result-published': {
    zh: '公开决议实施结果[，{on}]',
    en: 'The result of a resolution was published[ on {on}]',
  },
  'resolution-overdue': { zh: '决议逾期未落实', en: 'A resolution is overdue' },
  'ballot-called': { zh: '发布表决通知', en: 'A ballot was called' },
  'ballot-opened': { zh: '表决开始', en: 'A ballot opened' },
  'ballot-cancelled': { zh: '表决取消', en: 'A ballot was called off' },
  'tokens-closed': { zh: '领票结束[，开始投票]', en: 'No more tokens are given; casting begins' },
  'token-acknowledged': { zh: '一名成员确认本人领票', en: 'A voter confirmed that she took her token' },
  'token-disputed': {
    zh: '一名成员称所登记的领票不是本人',
    en: 'A voter said that she did not take the token in her name',
  },
  'token-dispute-overdue': {
    zh: '领票异议逾期未处理',
    en: 'A disputed token was not decided on in time',
  },
  'token-dispute-decided': {
    zh: '对领票异议作出处理',
    en: 'It was decided whether a token was taken by somebody else',
  },
  'channel-called-off': {
    zh: '选择其中一种方式的人太少[（不足{least}人）]，改为不在网上投票',
    en: 'Too few[, fewer than {least},] chose one of the ways: nothing is cast online',
  },
  'ballot-closed': { zh: '表决截止', en: 'A ballot closed' },
  'box-emptied': { zh: '票箱清空[：{count}张]', en: 'The ballot box was emptied[: {count} ballots]' },
  'key-lodged': { zh: '计票员登记开票密钥', en: 'An officer lodged a key for the box' },
  'key-opened': { zh: '一名持钥人开启票箱密钥', en: 'A key holder opened a key to the box' },
  'protocol-entered': { zh: '录入计票记录', en: 'A protocol of the count was entered' },
  'protocol-settled': { zh: '核对两份计票记录', en: 'Two protocols were compared' },
  'ballot-counted': { zh: '公布计票结果', en: 'A ballot was counted' },
  'box-appended': { zh: '票箱选票入账', en: 'Ballots of the box were appended' },
  'roll-drawn': { zh: '生成名册[：{count}人]', en: 'A roll was drawn[: {count} entries]' },
  'roll-listed': { zh: '名册明细', en: 'Entries of a roll' },
  'roll-objected': { zh: '对名册提出异议', en: 'Somebody objected to a roll' },
  'roll-objection-decided': { zh: '名册异议处理', en: 'An objection to a roll was decided' },
  'roll-frozen': { zh: '名册确定[：{count}人]', en: 'A roll was frozen[: {count} entries]' },
  'ballot-cast': { zh: '一名成员投票（记名）', en: 'A named ballot was cast' },
  'token-requested': { zh: '申请领取选票凭证', en: 'A token was asked for' },
  'token-granted': { zh: '一名成员领票', en: 'A voter took a token' },
  'token-lapsed': {
    zh: '一名成员所领的票失效，改用其他方式',
    en: 'A token that can not be used gave way to another vote',
  },
  'paper-issued': { zh: '发出一张纸质选票', en: 'A paper ballot was issued' },
  'proxy-lodged': { zh: '办理委托投票', en: 'A proxy was lodged' },
  'entitlement-revoked': { zh: '收回未使用的选票或委托', en: 'What was not used was taken back' },
  'attendance-recorded': { zh: '一名成员到会', en: 'A member came to the meeting' },
  'suggestion-made': { zh: '提出建议', en: 'A suggestion was made' },
  'suggestion-answered': { zh: '答复建议', en: 'A suggestion was answered' },
  'suggestion-settled': { zh: '建议人评价答复', en: 'The suggester judged the answer' },
  'suggestion-overdue': { zh: '建议逾期未答复', en: 'An answer to a suggestion is overdue' },
  'suggestion-taken-up': { zh: '建议转为议题', en: 'A suggestion became a topic' },
  'file-erased': { zh: '依法删除一个文件', en: 'A file was erased' },

  'heads-advanced': { zh: '总日志更新', en: 'The heads log advanced' },
  'heads-cosigned': { zh: '见证方联署总日志', en: 'Witnesses cosigned the heads log' },
  'log-epoch-started': {
    zh: '恢复备份后日志进入新纪元[（{epoch}）]',
    en: 'After a restore the log began a new epoch[ ({epoch})]',
  },
  'log-key-rotated': { zh: '更换签名密钥', en: 'A signing key was replaced' },

  'webhook-registered': { zh: '登记事件推送地址', en: 'A webhook was registered' },
  'webhook-secret-rotated': { zh: '更换推送签名密钥', en: 'The secret of a webhook was replaced' },
  'webhook-disabled': { zh: '停止向一个地址推送事件', en: 'A webhook was disabled' },
  'webhook-enabled': { zh: '恢复向一个地址推送事件', en: 'A webhook was enabled again' },
  'webhook-removed': { zh: '删除一个推送地址', en: 'A webhook was removed' },
};

export interface TimelineEvent {
  readonly name: string;
  /** Null where the reader may not see it. */
  readonly data: unknown;
  /** Name of the legal body concerned. */
  readonly body?: string | undefined;
}

const isKnown = (name: string): name is Shown => Object.hasOwn(texts, name);

/** `due.lastDay` of the data, as text. */
const fieldOf = (data: unknown, path: string, language: Language): string | undefined => {
  let value = data;
  for (const key of path.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return path === 'period' ? periodText(String(value), language) : String(value);
};

export const timelineText = ({ name, data, body }: TimelineEvent, language: Language): string => {
  // An event of a version of the product that is newer than this text.
  const template = isKnown(name) ? texts[name][language] : name;
  const text = template.replace(/\[([^\]]*)\]/g, (_, part: string) => {
    let complete = true;
    const filled = part.replace(/\{([\w.]+)\}/g, (_, path: string) => {
      const value = fieldOf(data, path, language);
      complete &&= value !== undefined;
      return value ?? '';
    });
    return complete ? filled : '';
  });
  return body === undefined ? text : language === 'zh' ? `${body}：${text}` : `${body}: ${text}`;
};
