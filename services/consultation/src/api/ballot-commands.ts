import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import {
  act,
  derivedId,
  freeText,
  idInput,
  instantOf,
  todayOf,
  type Acting,
  type Words,
} from '@cunjian/service-kit/acting';
import { dateInShanghai, votingRuleInForce } from '@cunjian/statutes';
import { z } from 'zod';
import { circleOf, resourceOfSubject } from '@cunjian/access';
import type { BallotCommand } from '../ballot/command.ts';
import { ballotDecider } from '../ballot/decide.ts';
import { termsOf, type Ballot, type BallotTerms } from '../ballot/ballot.ts';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { callInput, questionOf, toInstant, type CallInput } from './ballot-inputs.ts';
import { dueBy, opensOn, resourceOfTerms, rollTerms } from './ballot-look-ups.ts';
import { checkCandidates } from './check-candidates.ts';
import { checkRunOff, runOffBallot } from './check-run-off.ts';
import { ballotOfStep } from './live-ballots.ts';
import { bodyById } from './look-ups.ts';
import { proseOf } from './prose.ts';
import { stepByBallot } from './step-by-ballot.ts';

type Known = Exclude<Ballot, { status: 'none' }>;

/** A command on a ballot that is there. */
export const onBallot = (
  consultation: Consultation,
  ctx: Acting,
  { commandId, ballot }: { readonly commandId: string; readonly ballot: string },
  prepare: (state: Known, words: Words) => Promise<BallotCommand | Refused>,
) =>
  act(consultation, ctx, {
    commandId,
    stream: ballot,
    decider: ballotDecider,
    resource: (state) => (state.status === 'none' ? undefined : resourceOfTerms(termsOf(state))),
    command: async (state, words) => (state.status === 'none' ? refuse('ballot.unknown') : prepare(state, words)),
    // Whoever enters a protocol has not seen the other's; when both agree, that is told to all.
    audience: ({ type }, resource) => (type === 'protocol-entered' ? 'parties' : circleOf(resource)),
    result: { ballot },
  });

const timesOf = ({ times }: CallInput, now: string): BallotTerms['times'] => ({
  rollAt: times.rollAt === undefined ? now : toInstant(times.rollAt),
  opensAt: toInstant(times.opensAt),
  closesAt: toInstant(times.closesAt),
  ...(times.tokensUntil === undefined ? {} : { tokensUntil: toInstant(times.tokensUntil) }),
});

const unknown = { proceeding: 'ballot.unknown-proceeding', topic: 'ballot.unknown-topic' } as const;

/** What a ballot is under must be there, and of the same village. */
const checkUnder = async (
  consultation: Consultation,
  input: CallInput,
  division: string,
): Promise<Refused | undefined> => {
  const { proceeding, topic, question } = input;
  for (const [field, stream] of [
    ['proceeding', proceeding],
    ['topic', topic],
  ] as const) {
    if (stream === undefined) continue;
    const [first] = await consultation.runtime.store.readStream(stream, { limit: 1 });
    const found = first && consultation.runtime.catalogue.decode(first);
    if (found?.partitionkey !== division) return refuse(unknown[field], {}, field);
  }
  return question.kind === 'election' && question.runOffOf !== undefined
    ? checkRunOff(consultation, input, question, question.runOffOf)
    : undefined;
};

/** Of a procedure's step the rule that was fixed when it began; of any other ballot that in force today. */
const rulesOf = async (
  consultation: Consultation,
  { proceeding, topic, assembly, matter, group, times, binding }: CallInput,
  place: Pick<BallotTerms, 'body' | 'bodyKind' | 'division'> & { readonly date: string },
) => {
  if (proceeding !== undefined) {
    const on = dateInShanghai(toInstant(times.opensAt));
    return stepByBallot(consultation, { proceeding, body: place.body, matter, assembly, group, on });
  }
  const rule = votingRuleInForce(consultation.ruleBook, {
    ...{ assembly, matter, ofGroup: group !== undefined, ...place },
  });
  return isRefused(rule) ? rule : { rule, binding, topic };
};

const callCommand = async (
  consultation: Consultation,
  input: CallInput,
  ballot: string,
  words: Words,
): Promise<BallotCommand | Refused> => {
  const found = await bodyById(consultation, input.body);
  if (found === undefined) return refuse('ballot.unknown-body', {}, 'body');
  const { body, kind: bodyKind, division } = found;
  const { assembly, matter, group } = input;
  const isWhole = group === undefined;
  // A group meets as its adults, or by its households.
  if (isWhole ? assembly === 'group' : assembly !== 'group' && assembly !== 'households')
    return refuse('ballot.group', {}, 'group');
  const [now, today] = [instantOf(consultation), todayOf(consultation)];
  const under = await checkUnder(consultation, input, division);
  if (under !== undefined) return under;
  const stranger = await checkCandidates(consultation, input.question, { division, body });
  if (stranger !== undefined) return stranger;
  const ruled = await rulesOf(consultation, input, { body, bodyKind, division, date: today });
  if (isRefused(ruled)) return ruled;
  const { rule, binding, topic } = ruled;
  const question = questionOf(words, input.question);
  if (isRefused(question)) return question;
  const title = proseOf(words, input.title, 'title');
  if (isRefused(title)) return title;
  const text = proseOf(words, input.text, 'text');
  if (isRefused(text)) return text;
  const { proceeding, secrecy } = input;
  const terms: BallotTerms = {
    ...{ ballot, division, body, bodyKind, matter, title, text, question, secrecy, rule, binding },
    ...(proceeding === undefined ? {} : { proceeding }),
    ...(topic === undefined ? {} : { topic }),
    ...(group === undefined ? {} : { group }),
    channels: [...new Set(input.channels)],
    times: timesOf(input, now),
  };
  const drawnOn = dateInShanghai(terms.times.rollAt > now ? terms.times.rollAt : now);
  const { publishedUntil, freezesAt } = rollTerms(rule, drawnOn);
  return {
    ...{ do: 'call', terms, now, opensOn: opensOn(terms), noticeUntil: dueBy(rule.notice, today, rule) },
    ...{ rollPublishedUntil: publishedUntil, rollFreezesAt: freezesAt },
  };
};

/** Of a run-off and of a step there is one at a time; what is there already is refused as such. */
const ballotOf = async (
  consultation: Consultation,
  { caller }: Acting,
  { commandId, question, proceeding }: CallInput & { readonly commandId: string },
): Promise<{ readonly ballot: string; readonly exists: Refused }> => {
  if (question.kind === 'election' && question.runOffOf !== undefined)
    return {
      ballot: await runOffBallot(consultation, question.runOffOf, commandId),
      exists: refuse('question.run-off-called', {}, 'question.runOffOf'),
    };
  if (proceeding !== undefined)
    return {
      ballot: await ballotOfStep(consultation, proceeding, commandId),
      exists: refuse('proceeding.ballot-called', {}, 'proceeding'),
    };
  return { ballot: derivedId('ballot', caller.person ?? '', commandId), exists: refuse('ballot.exists') };
};

export const ballotCommands = (consultation: Consultation, { command }: Procedures) => ({
  /** 召集表决: question, assembly, channels and times, by the rule in force on that day. */
  convene: command('ballot.call')
    .input(callInput)
    .mutation(async ({ ctx, input }) => {
      const { ballot, exists } = await ballotOf(consultation, ctx, input);
      return act(consultation, ctx, {
        commandId: input.commandId,
        stream: ballot,
        decider: ballotDecider,
        resource: async () => {
          const found = await bodyById(consultation, input.body);
          return found && resourceOfSubject({ ...found, bodyKind: found.kind });
        },
        command: async (state, words) =>
          state.status === 'none' ? callCommand(consultation, input, ballot, words) : exists,
        audience: (_, resource) => circleOf(resource),
        result: { ballot },
      });
    }),

  /** Before it opens, or 60 days after the closing where keys are missing to count it. */
  cancel: command('ballot.call')
    .input(z.object({ ballot: idInput, reason: freeText }))
    .mutation(({ ctx, input }) =>
      onBallot(consultation, ctx, input, async (_, words) => {
        const reason = proseOf(words, input.reason, 'reason');
        return isRefused(reason) ? reason : { do: 'cancel', reason, now: instantOf(consultation) };
      }),
    ),
});
