import type { Channel } from '@cunjian/contracts';
import { refuse, refuseAll, type Refusal, type Refused } from '@cunjian/kernel';
import { channelNames, citationOf } from '../entitlement/command.ts';
import type { BallotTerms } from './ballot.ts';
import type { CommandOf } from './command.ts';

const secrecyNames = { open: '记名', secret: '无记名' } as const;

/** Who is at the meeting is on a list, and hands are seen: they have a protocol of their own, be they ever so few. */
const seen: readonly Channel[] = ['meeting', 'show-of-hands'];

const checkHidden = ({ channels, secrecy }: BallotTerms): readonly Refusal[] =>
  channels.flatMap((channel, at) =>
    secrecy === 'secret' && seen.includes(channel)
      ? refuse('ballot.hands-not-secret', { channel, channelZh: channelNames[channel] }, `channels[${at}]`).refused
      : [],
  );

const checkAllowed = ({ rule, channels, secrecy }: BallotTerms): readonly Refusal[] => {
  const citation = citationOf(rule);
  const findings = channels.flatMap((channel, at) =>
    rule.channels.includes(channel)
      ? []
      : refuse('ballot.channel-not-allowed', { channel, channelZh: channelNames[channel], citation }, `channels[${at}]`)
          .refused,
  );
  if (!rule.secrecy.includes(secrecy)) {
    const params = { secrecy, secrecyZh: secrecyNames[secrecy], citation };
    findings.push(...refuse('ballot.secrecy-not-allowed', params, 'secrecy').refused);
  }
  return findings;
};

const checkTimes = (command: CommandOf<'call'>): readonly Refusal[] => {
  const { terms, now, opensOn, noticeUntil, rollPublishedUntil, rollFreezesAt } = command;
  const { rollAt, opensAt, closesAt, tokensUntil } = terms.times;
  const citation = citationOf(terms.rule);
  const findings: Refusal[] = [];
  const wrong = (code: string, params: Refusal['params'], field: string): void =>
    void findings.push(...refuse(code, params, `times.${field}`).refused);
  if (opensAt <= now) wrong('ballot.opens-in-the-past', { at: opensAt }, 'opensAt');
  if (closesAt <= opensAt) wrong('ballot.closes-before-it-opens', { at: closesAt }, 'closesAt');
  if (rollAt > opensAt) wrong('ballot.roll-after-opening', { at: rollAt }, 'rollAt');
  if (noticeUntil !== undefined && opensOn < noticeUntil.lastDay)
    wrong('ballot.notice-too-short', { until: noticeUntil.lastDay, citation }, 'opensAt');
  if (rollPublishedUntil !== undefined && opensOn < rollPublishedUntil.lastDay)
    wrong('ballot.roll-published-too-short', { until: rollPublishedUntil.lastDay, citation }, 'opensAt');
  else if (rollFreezesAt !== undefined && opensAt < rollFreezesAt)
    wrong('ballot.roll-frozen-too-late', { at: rollFreezesAt, citation }, 'opensAt');
  const hasTokens = terms.secrecy === 'secret' && terms.channels.includes('online');
  if (hasTokens && (tokensUntil === undefined || tokensUntil <= opensAt || tokensUntil >= closesAt))
    wrong('ballot.token-window', {}, 'tokensUntil');
  if (!hasTokens && tokensUntil !== undefined) wrong('ballot.no-tokens', {}, 'tokensUntil');
  return findings;
};

const checkQuestion = ({ question, channels }: BallotTerms): readonly Refusal[] => {
  const findings: Refusal[] = [];
  const wrong = (code: string, params: Refusal['params'], field: string): void =>
    void findings.push(...refuse(code, params, `question.${field}`).refused);
  if (question.kind === 'up-to' && question.most > question.options.length)
    wrong('question.too-many-allowed', { most: question.most, options: question.options.length }, 'most');
  if (question.kind !== 'election') return findings;
  const { candidates, seats, seatsForWomen, writeIns } = question;
  // 差额选举: Organic Law (2018) art. 15.
  if (candidates.length <= seats)
    wrong('question.too-few-candidates', { candidates: candidates.length, seats }, 'candidates');
  if (seatsForWomen > seats) wrong('question.too-many-seats-for-women', { seats, seatsForWomen }, 'seatsForWomen');
  if (writeIns && channels.some((channel) => channel !== 'paper' && channel !== 'proxy'))
    wrong('question.write-ins-on-paper', {}, 'writeIns');
  return findings;
};

/** Everything that is wrong with a ballot as it is called, at once. */
export const checkTerms = (command: CommandOf<'call'>): Refused | undefined =>
  refuseAll([
    ...[...checkAllowed(command.terms), ...checkHidden(command.terms)],
    ...[...checkTimes(command), ...checkQuestion(command.terms)],
  ]);
