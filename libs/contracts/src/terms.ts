import { actionNames } from './action-terms.ts';
import type { ProcedureKind } from './consultation/procedures.ts';
import type { AssemblyKind, Channel, Matter } from './consultation/voting.ts';
import type { LineKind } from './disclosure-content.ts';
import type { ProcedureStep } from './disclosure-procedure.ts';
import type { RowField } from './disclosure-sections.ts';
import type { BodyKind, OfficeKind } from './offices.ts';

interface Term {
  readonly zh: string;
  readonly en: string;
}
type Terms<Code extends string> = Readonly<Record<Code, Term>>;
const term = (zh: string, en: string): Term => ({ zh, en });

const bodies: Terms<BodyKind> = {
  'villagers-committee': term('村民委员会', 'villagers’ committee'),
  'residents-committee': term('居民委员会', 'residents’ committee'),
  collective: term('农村集体经济组织', 'collective'),
  'group-collective': term('村民小组集体经济组织', 'collective of a villagers’ group'),
  'party-branch': term('村党组织', 'party branch'),
  representatives: term('村民代表会议', 'representatives’ assembly'),
  delegates: term('成员代表大会', 'delegates’ assembly'),
  agency: term('代理记账机构', 'bookkeeping agency'),
  government: term('人民政府及其部门', 'government office'),
};

const offices: Terms<OfficeKind> = {
  'committee-chair': term('村（居）委会主任', 'chair of the committee'),
  'committee-member': term('村（居）委会委员', 'member of the committee'),
  'party-secretary': term('党组织书记', 'party secretary'),
  clerk: term('村文书', 'village clerk'),
  reporter: term('村报账员', 'village reporter'),
  'supervision-chair': term('村务监督委员会主任', 'chair of the supervision committee'),
  'supervision-member': term('村务监督委员会委员', 'member of the supervision committee'),
  'collective-chair': term('集体经济组织理事长', 'chair of the collective'),
  'collective-director': term('集体经济组织理事', 'director of the collective'),
  supervisor: term('集体经济组织监事', 'supervisor of the collective'),
  'agency-manager': term('代理机构负责人', 'manager of the agency'),
  'agency-accountant': term('代理会计', 'agency accountant'),
  'agency-cashier': term('代理出纳', 'agency cashier'),
  registrar: term('登记员', 'registrar'),
  'department-officer': term('部门工作人员', 'department officer'),
  auditor: term('审计员', 'auditor'),
  operator: term('系统管理员', 'operator'),
  integrator: term('数据对接单位', 'integrator'),
};

const assemblies: Terms<AssemblyKind> = {
  villagers: term('村民会议', 'the villagers’ assembly'),
  households: term('村民会议（户代表）', 'the villagers’ assembly by households'),
  representatives: term('村民代表会议', 'the representatives’ assembly'),
  group: term('村民小组会议', 'the villagers’ group'),
  'party-members': term('党员大会', 'the party members’ meeting'),
  'party-branch': term('党支部委员会', 'the party branch committee'),
  committees: term('村两委', 'the two committees'),
  'collective-members': term('成员大会', 'the members’ assembly'),
  'collective-delegates': term('成员代表大会', 'the delegates’ assembly'),
  electors: term('选民', 'the electors'),
};

const decided: Terms<Matter> = {
  general: term('一般事项', 'general'),
  'public-works': term('公益事业建设', 'public works'),
  budget: term('预算与收支', 'budget'),
  covenants: term('村规民约', 'village covenants'),
  land: term('土地承包', 'land contracts'),
  homesteads: term('宅基地', 'homesteads'),
  compensation: term('征地补偿', 'compensation for land'),
  mergers: term('村的合并与设立', 'merging or founding villages'),
  'collective-assets': term('集体资产处置', 'assets of the collective'),
  'collective-charter': term('集体章程', 'charter of the collective'),
  'collective-membership': term('成员身份确认', 'membership of the collective'),
  'collective-distribution': term('集体收益分配', 'distribution of the collective'),
  'collective-merger': term('集体合并与分立', 'merging the collective'),
  election: term('选举与罢免', 'elections and recalls'),
};

const procedures: Terms<ProcedureKind> = {
  'four-deliberations': term('四议两公开', 'four deliberations, two disclosures'),
  'simple-consultation': term('民主协商', 'consultation'),
  'collective-decision': term('成员大会决定', 'decision of the collective’s members'),
  'household-consultation': term('书面征求户意见', 'written consultation of households'),
  'group-decision': term('村民小组决定', 'decision of a villagers’ group'),
  election: term('选举', 'election'),
};

const levels: Terms<'nation' | 'province' | 'city' | 'county' | 'town' | 'village'> = {
  nation: term('全国', 'nation'),
  province: term('省', 'province'),
  city: term('市', 'city'),
  county: term('县（市、区）', 'county'),
  town: term('乡镇（街道）', 'town'),
  village: term('村社', 'village'),
};

const keyPurposes: Terms<'log' | 'receipt'> = {
  log: term('日志', 'log'),
  receipt: term('回执', 'receipt'),
};

const channels: Terms<Channel> = {
  online: term('网上', 'online'),
  meeting: term('到会', 'at the meeting'),
  'show-of-hands': term('举手', 'by show of hands'),
  paper: term('纸质选票', 'on paper'),
  proxy: term('委托', 'by proxy'),
};

/** How somebody votes, or was let through to. */
const forms: Terms<Channel | 'token'> = { ...channels, token: term('无记名票', 'with a token') };

const lines: Terms<LineKind> = {
  income: term('收入', 'income'),
  expenditure: term('支出', 'expenditure'),
  'current-account': term('往来', 'current account'),
  'internal-transfer': term('内部转账', 'internal transfer'),
};

const steps: Terms<ProcedureStep> = {
  confirmation: term('负责人确认', 'the confirmation'),
  'supervision-opinion': term('监督意见', 'the supervision committee’s opinion'),
  'joint-meeting': term('联席会议', 'the joint meeting'),
  publication: term('公开', 'the publication'),
  posting: term('张贴', 'the posting'),
};

/** How far a disclosure is that has not gone out. */
const stages: Terms<ProcedureStep | 'draft' | 'under-review'> = {
  ...steps,
  draft: term('草稿', 'draft'),
  'under-review': term('监督审核中', 'under review'),
};

/** How an objection to a roll was decided. */
const outcomes: Terms<'dismissed' | 'added' | 'struck'> = {
  dismissed: term('不予采纳', 'dismissed'),
  added: term('补入名册', 'added'),
  struck: term('从名册中删去', 'struck'),
};

const rowFields: Terms<RowField> = {
  item: term('项目', 'item'),
  quantity: term('数量', 'quantity'),
  opening: term('期初', 'opening'),
  increase: term('本期增加', 'increase'),
  decrease: term('本期减少', 'decrease'),
  amount: term('金额', 'amount'),
  counterparty: term('对方', 'counterparty'),
  note: term('备注', 'note'),
};

const questions: Terms<'yes-no' | 'one-of' | 'up-to' | 'election'> = {
  'yes-no': term('赞成或反对', 'for or against'),
  'one-of': term('单选', 'one option'),
  'up-to': term('多选', 'several options'),
  election: term('选举', 'an election'),
};

/** Of a person, a protocol, and the opening of a secret ballot. */
const fields = {
  name: term('姓名', 'the name'),
  phone: term('电话', 'the phone number'),
  idNumber: term('身份证号', 'the identity number'),
  birthDate: term('出生日期', 'the date of birth'),
  returned: term('收回票数', 'papers returned'),
  abstained: term('弃权票数', 'abstentions'),
  votes: term('得票总数', 'votes in all'),
  'votes-of-option': term('某一选项的票数', 'votes of one option'),
  ballot: term('表决编号', 'id of the ballot'),
  choiceBytes: term('选票长度', 'length of choices'),
  issuers: term('发票机构', 'list of issuers'),
  officers: term('密钥保管人', 'list of officers'),
  holders: term('密钥保管人', 'list of officers'),
  key: term('密钥', 'key'),
};

/** What there is too much of. */
const measures = {
  entries: term('文件个数', 'files within'),
  entry: term('单个文件的字节数', 'bytes of one file'),
  total: term('总字节数', 'bytes together'),
  ratio: term('压缩倍数', 'times its size'),
  nested: term('内含的压缩包', 'archives within'),
  rows: term('明细行', 'rows'),
  accounts: term('账户', 'accounts'),
  lines: term('明细行', 'lines'),
  sections: term('其他公开事项的行', 'rows of sections'),
  attachments: term('附件', 'attachments'),
};

const actions = Object.fromEntries(Object.entries(actionNames).map(([action, names]) => [action, term(...names)]));

/** What a parameter of a refusal is one of, by the parameter’s name. */
const byParameter: Readonly<Record<string, Readonly<Record<string, Term | undefined>>>> = {
  action: actions,
  kind: { ...bodies, ...offices, ...procedures, ...lines },
  other: offices,
  bodyKind: bodies,
  level: levels,
  assembly: assemblies,
  decides: assemblies,
  matter: decided,
  channel: channels,
  form: forms,
  by: forms,
  step: steps,
  missing: steps,
  stage: stages,
  outcome: outcomes,
  asked: questions,
  chosen: questions,
  field: fields,
  what: measures,
  rowField: rowFields,
  purpose: keyPurposes,
};

/** Whether its values are codes that have names: then nothing else may fill it. */
export const holdsCodes = (parameter: string): boolean => Object.hasOwn(byParameter, parameter);

/** A code as people call it, where the parameter is one that holds codes; undefined for any other value. */
export const termOf = (parameter: string, value: string | number, language: 'zh' | 'en'): string | undefined => {
  const terms = byParameter[parameter];
  return terms !== undefined && Object.hasOwn(terms, value) ? terms[value]?.[language] : undefined;
};
