import { connection } from '../../api/connection.ts';
import { payloadFields } from '../../api/payload.ts';
import {
  attachmentFields,
  bodyFields,
  dueFields,
  ruleFields,
  sealFields,
  type Attachment,
  type BodyName,
  type DueDate,
  type RuleUse,
  type Seal,
} from '../../api/shapes.ts';
import type { Payload } from '../../use-command.ts';
import { arithmeticFields, type Arithmetic, type Share } from '../proceedings/queries.ts';

export type QuestionKind = 'YES_NO' | 'ONE_OF' | 'UP_TO' | 'ELECTION';
export type Answer = 'FOR' | 'AGAINST' | 'ABSTAIN';
export type BallotStatus = 'CALLED' | 'OPEN' | 'CLOSED' | 'COUNTED' | 'CANCELLED';
export type BallotAction =
  | 'CANCEL'
  | 'DRAW_ROLL'
  | 'OBJECT_TO_ROLL'
  | 'DECIDE_OBJECTION'
  | 'FREEZE_ROLL'
  | 'LODGE_PROXY'
  | 'ISSUE_PAPER'
  | 'RECORD_ATTENDANCE'
  | 'ENTER_PROTOCOL'
  | 'LODGE_KEY'
  | 'TAKE_TOKEN'
  | 'OPEN_KEY'
  | 'CAST';

export interface BallotOption {
  readonly option: string;
  readonly text: string | null;
  readonly person: string | null;
  readonly woman: boolean | null;
}
export interface BallotQuestion {
  readonly kind: QuestionKind;
  readonly options: readonly BallotOption[];
  readonly most: number;
  readonly seats: number | null;
  readonly seatsForWomen: number | null;
  readonly writeIns: boolean;
  readonly runOffOf: { readonly id: string; readonly title: string | null } | null;
}
export interface BallotChoice {
  readonly kind: QuestionKind;
  readonly answer: Answer | null;
  readonly options: readonly string[];
}
export interface Times {
  readonly rollAt: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly tokensUntil: string | null;
}
export interface BallotInList {
  readonly id: string;
  readonly title: string | null;
  readonly status: BallotStatus;
  readonly secrecy: 'OPEN' | 'SECRET';
  readonly binding: boolean;
  readonly body: BodyName;
  readonly rule: { readonly assembly: string };
  readonly times: Times;
  readonly question: { readonly kind: QuestionKind };
  readonly actions: readonly BallotAction[];
  readonly turnout: { readonly members: number; readonly present: number } | null;
  readonly result: { readonly arithmetic: { readonly outcome: string } } | null;
}
export interface BallotReceipt {
  readonly person: string;
  readonly name: string | null;
  readonly form: 'NONE' | 'ONLINE' | 'TOKEN' | 'PAPER' | 'SHOW_OF_HANDS' | 'PROXY';
  readonly proxyName: string | null;
  readonly choice: BallotChoice | null;
  readonly at: string;
  readonly counts: boolean;
  readonly sealedAs: number | null;
}
export interface BallotRule {
  readonly assembly: string;
  readonly quorum: Share | null;
  readonly majorityOf: Arithmetic['majorityOf'];
  readonly majority: Share;
  readonly runOffMajority: Share | null;
  readonly noticeDays: number | null;
  readonly rollPublishedDays: number | null;
  readonly smallestCount: number;
  readonly proxies: { readonly perPerson: number } | null;
  readonly rules: readonly RuleUse[];
}
export interface Roll {
  readonly status: 'DRAWN' | 'FROZEN';
  readonly asOf: string;
  readonly count: number;
  readonly root: string;
  readonly drawnAt: string;
  readonly publishedUntil: DueDate | null;
  readonly objectUntil: DueDate | null;
  readonly frozenAt: string | null;
  readonly openObjections: number;
  readonly representation: {
    readonly households: number;
    readonly least: number;
    readonly most: number;
    readonly rules: readonly RuleUse[];
  } | null;
}
export interface ProtocolNumbers {
  readonly issued: number;
  readonly returned: number;
  readonly valid: number;
  readonly invalid: number;
  readonly abstained: number;
  readonly votes: readonly { readonly option: string; readonly votes: number }[];
  readonly scans: readonly Attachment[];
}
export interface BallotProtocol {
  readonly channel: 'PAPER' | 'SHOW_OF_HANDS';
  readonly entered: number;
  readonly isMine: boolean;
  readonly differs: readonly string[];
  readonly agreed: ProtocolNumbers | null;
}
export interface BallotResult {
  readonly seal: Seal | null;
  readonly countedAt: string;
  readonly arithmetic: Arithmetic & { readonly chosen: readonly string[] };
  readonly channels: readonly {
    readonly channels: readonly string[];
    readonly present: number;
    readonly cast: number;
    readonly valid: number;
    readonly invalid: number;
  }[];
  readonly writeIns: readonly { readonly option: string; readonly name: string | null; readonly woman: boolean }[];
}
export interface Ballot extends Omit<BallotInList, 'question' | 'rule' | 'result'> {
  readonly division: { readonly code: string; readonly name: string };
  readonly text: string | null;
  readonly matter: string;
  readonly question: BallotQuestion;
  readonly channels: readonly string[];
  readonly group: string | null;
  readonly calledAt: string;
  readonly noticeUntil: DueDate | null;
  readonly rule: BallotRule;
  readonly topic: { readonly id: string; readonly title: string | null } | null;
  readonly proceeding: { readonly id: string } | null;
  readonly cancelledReason: string | null;
  readonly cancelledCode: string | null;
  readonly roll: Roll | null;
  readonly protocols: readonly BallotProtocol[];
  readonly result: BallotResult | null;
  readonly standing: {
    readonly isOnRoll: boolean;
    readonly receipt: BallotReceipt | null;
    readonly principals: readonly BallotReceipt[];
  };
}

const timesFields = 'times { rollAt opensAt closesAt tokensUntil }';
const shareFields = 'numerator denominator orMore';
const choiceFields = 'choice { kind answer options }';
export const receiptFields = `person name form proxyName ${choiceFields} at counts sealedAs`;
const listFields = `id title status secrecy binding body { ${bodyFields} } rule { assembly } ${timesFields} question { kind }
  actions turnout { members present } result { arithmetic { outcome } }`;
export const rollFields = `status asOf count root drawnAt publishedUntil { ${dueFields} } objectUntil { ${dueFields} }
  frozenAt openObjections representation { households least most rules { ${ruleFields} } }`;
export const questionFields = `kind options { option text person woman } most seats seatsForWomen writeIns
  runOffOf { id title }`;
export const ballotFields = `id title text status secrecy binding matter group channels calledAt
  division { code name } body { ${bodyFields} } ${timesFields} question { ${questionFields} }
  noticeUntil { ${dueFields} } rule { assembly quorum { ${shareFields} } majorityOf majority { ${shareFields} } runOffMajority { ${shareFields} } noticeDays
    rollPublishedDays smallestCount proxies { perPerson } rules { ${ruleFields} } }
  topic { id title } proceeding { id } cancelledReason cancelledCode roll { ${rollFields} }
  protocols { channel entered isMine differs agreed { issued returned valid invalid abstained votes { option votes }
    scans { ${attachmentFields} } } }
  turnout { members present }
  result { countedAt seal { ${sealFields} } arithmetic { ${arithmeticFields} chosen } channels { channels present cast valid invalid }
    writeIns { option name woman } }
  standing { isOnRoll receipt { ${receiptFields} } principals { ${receiptFields} } } actions`;

export const ballotQuery = `query Ballot($id: ID!, $atLeast: Position) { ballot(id: $id, atLeast: $atLeast) { ${ballotFields} } }`;
export const ballotsQuery = `query Ballots($code: DivisionCode!, $first: Int!, $after: String, $atLeast: Position) {
  ballots(division: $code, first: $first, after: $after, atLeast: $atLeast) { ${connection(listFields)} } }`;
export const openBallotsQuery = `query OpenBallots($atLeast: Position) { viewer(atLeast: $atLeast) {
  openBallots { ${listFields} standing { isOnRoll receipt { ${receiptFields} } principals { person } } } } }`;
export type OpenBallot = BallotInList & {
  readonly standing: Pick<Ballot['standing'], 'isOnRoll' | 'receipt'> & {
    readonly principals: readonly { readonly person: string }[];
  };
};

export type MyBallot = BallotReceipt & {
  readonly ballot: Pick<Ballot, 'id' | 'title' | 'status' | 'question' | 'times'>;
};
export const myBallotsQuery = `query MyBallots($first: Int!, $after: String, $atLeast: Position) { viewer(atLeast: $atLeast) {
  myBallots(first: $first, after: $after) {
    ${connection(`${receiptFields} ballot { id title status question { ${questionFields} } ${timesFields} }`)} } } }`;

export interface BallotPayload extends Payload {
  readonly ballot: { readonly id: string } | null;
}
const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ballot { id } ${payloadFields} } }`;
export const ballotMutations = {
  callBallot: mutation('callBallot', 'CallBallotInput'),
  cancelBallot: mutation('cancelBallot', 'CancelBallotInput'),
  drawRoll: mutation('drawRoll', 'BallotCommandInput'),
  objectToRoll: mutation('objectToRoll', 'ObjectToRollInput'),
  decideRollObjection: mutation('decideRollObjection', 'DecideRollObjectionInput'),
  freezeRoll: mutation('freezeRoll', 'BallotCommandInput'),
  castBallot: mutation('castBallot', 'CastBallotInput'),
  issuePaper: mutation('issuePaper', 'EntitlementInput'),
  recordAttendance: mutation('recordAttendance', 'EntitlementInput'),
  lodgeProxy: mutation('lodgeProxy', 'LodgeProxyInput'),
  revokeEntitlement: mutation('revokeEntitlement', 'RevokeEntitlementInput'),
  enterProtocol: mutation('enterProtocol', 'EnterProtocolInput'),
} as const;

export interface RollEntry {
  readonly person: string;
  readonly name: string | null;
  readonly household: string;
  readonly group: string | null;
  readonly class: string | null;
}
export interface RollObjection {
  readonly id: string;
  readonly kind: 'MISSING' | 'WRONG';
  readonly about: string;
  readonly aboutName: string | null;
  readonly objectorName: string | null;
  readonly text: string | null;
  readonly at: string;
  readonly due: DueDate | null;
  readonly outcome: 'ADDED' | 'STRUCK' | 'DISMISSED' | null;
  readonly reasons: string | null;
  readonly decidedAt: string | null;
}
export interface Granted {
  readonly person: string;
  readonly name: string | null;
  readonly form: BallotReceipt['form'];
  readonly proxyName: string | null;
  readonly usedBy: BallotReceipt['form'] | null;
  readonly changedAt: string;
}
const ofRoll = (name: string, field: string, fields: string): string =>
  `query ${name}($id: ID!, $first: Int!, $after: String, $atLeast: Position) { ballot(id: $id, atLeast: $atLeast) {
    title roll { ${field}(first: $first, after: $after) { ${connection(fields)} } } } }`;
export const rollEntriesQuery = ofRoll('RollEntries', 'entries', 'person name household group class');
export const rollObjectionsQuery = ofRoll(
  'RollObjections',
  'objections',
  `id kind about aboutName objectorName text at due { ${dueFields} } outcome reasons decidedAt`,
);
export const grantedQuery = ofRoll('Granted', 'granted', 'person name form proxyName usedBy changedAt');
