import type { Representation, RollEntry } from '@cunjian/contracts';
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
import { dateInShanghai } from '@cunjian/statutes';
import { z } from 'zod';
import { circleOf } from '@cunjian/access';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { refuseTooFewDelegates, representationOf } from '../rules.ts';
import type { AssemblyMember } from '../registry-port.ts';
import { rollDecider, type RollCommand } from '../roll/decide.ts';
import { type Roll, rollStream } from '../roll/roll.ts';
import { membersOfAssembly } from './assembly-body.ts';
import type { FoundBallot } from './ballot-look-ups.ts';
import { ballotIn, dueBy, opensOn, resourceOfTerms, rollTerms } from './ballot-look-ups.ts';
import { checkElector } from './check-elector.ts';
import { proseOf } from './prose.ts';

const saltBytes = 32;

const entryOf = ({ runtime }: Consultation, { person, household, group, class: kind }: AssemblyMember): RollEntry => ({
  ...{ person, household, salt: Buffer.from(runtime.random.bytes(saltBytes)).toString('base64url') },
  ...(group === undefined ? {} : { group }),
  ...(kind === undefined ? {} : { class: kind }),
});

/** A command on the roll of a ballot that is there. */
const onRoll = <Result extends object>(
  consultation: Consultation,
  ctx: Acting,
  { commandId, ballot, result }: { readonly commandId: string; readonly ballot: string; readonly result: Result },
  prepare: (found: FoundBallot, state: Roll, words: Words) => Promise<RollCommand | Refused>,
) => {
  const looked = ballotIn(consultation, ballot);
  return act(consultation, ctx, {
    commandId,
    stream: rollStream(ballot),
    decider: rollDecider,
    resource: async () => {
      const found = await looked;
      return found && resourceOfTerms(found.terms);
    },
    command: async (state, words) => {
      const found = await looked;
      if (found === undefined) return refuse('ballot.unknown');
      const { status } = found.state;
      if (status === 'cancelled') return refuse('ballot.cancelled');
      return status === 'called' ? prepare(found, state, words) : refuse('ballot.opened');
    },
    // Whoever may not see who is on it sees how many they are, and a root that tells nothing.
    audience: ({ type }, resource) => (type === 'roll-drawn' || type === 'roll-frozen' ? 'public' : circleOf(resource)),
    result,
  });
};

/** Of how many households the representatives are, as of the roll's instant; undefined of other assemblies. */
const representationOn = async (
  consultation: Consultation,
  ctx: Acting,
  { division, body, bodyKind, rule, times: { rollAt: asOf } }: FoundBallot['terms'],
): Promise<Representation | undefined | Refused> => {
  if (rule.assembly !== 'representatives') return undefined;
  const households = await consultation.registry.count(ctx, { assembly: 'households', division, body, asOf });
  if (isRefused(households)) return households;
  return representationOf(consultation, { division, body, bodyKind, on: dateInShanghai(asOf) }, households);
};

const drawCommand = async (
  consultation: Consultation,
  ctx: Acting,
  { terms }: FoundBallot,
): Promise<RollCommand | Refused> => {
  const { ballot, division, body, bodyKind, rule, group, times } = terms;
  const asOf = times.rollAt;
  const now = instantOf(consultation);
  if (now < asOf) return refuse('roll.too-early', { at: asOf });
  const question = { assembly: rule.assembly, division, body, group, asOf };
  const members = await membersOfAssembly(consultation, ctx, question);
  if (isRefused(members)) return members;
  const on = dateInShanghai(asOf);
  const tooFew =
    rule.assembly === 'collective-delegates' && members.length > 0
      ? refuseTooFewDelegates(consultation, { division, body, bodyKind, on }, members.length)
      : undefined;
  if (tooFew !== undefined) return tooFew;
  const representation = await representationOn(consultation, ctx, terms);
  if (isRefused(representation)) return representation;
  const { publishedUntil, objectUntil } = rollTerms(rule, todayOf(consultation));
  return {
    ...{
      do: 'draw',
      ballot,
      division,
      body,
      bodyKind,
      asOf,
      publishedUntil,
      objectUntil,
      representation,
      now,
      opensOn: opensOn(terms),
    },
    entries: members.map((member) => entryOf(consultation, member)),
  };
};

/** Who is added: as the register has her now, else as the officer says. */
const addedEntry = async (
  consultation: Consultation,
  ctx: Acting,
  { terms }: FoundBallot,
  input: z.output<typeof decideInput>,
): Promise<RollEntry | Refused> => {
  const { person } = input;
  if (person === undefined) return refuse('roll.person-missing', {}, 'person');
  const refused = await checkElector(consultation, terms, { person, class: input.class });
  if (refused !== undefined) return refused;
  const { division, body, rule, group } = terms;
  const question = { assembly: rule.assembly, division, body, group, asOf: instantOf(consultation) };
  const members = await membersOfAssembly(consultation, ctx, question);
  if (isRefused(members)) return members;
  const known = members.find((member) => member.person === person);
  const household = input.household ?? known?.household;
  if (household === undefined) return refuse('roll.household-missing', {}, 'household');
  return entryOf(consultation, { group: input.group, ...known, class: input.class ?? known?.class, person, household });
};

const onBallotInput = z.object({ ballot: idInput });
const objectInput = onBallotInput.extend({
  kind: z.enum(['missing', 'wrong']),
  /** Of somebody missing: by default she who objects, or who her text says where she is listed herself. */
  about: idInput.optional(),
  text: freeText,
});
const decideInput = onBallotInput.extend({
  objection: idInput,
  outcome: z.enum(['added', 'struck', 'dismissed']),
  person: idInput.optional(),
  household: idInput.optional(),
  group: idInput.optional(),
  class: z.enum(['registered-resident', 'registered-away-declared', 'resident-year-accepted']).optional(),
  reasons: freeText,
});

export const rollCommands = (consultation: Consultation, { command }: Procedures) => ({
  /** 编制名册: from the register as it was at the instant that the call states. */
  draw: command('ballot.call')
    .input(onBallotInput)
    .mutation(({ ctx, input }) =>
      onRoll(consultation, ctx, { ...input, result: { ballot: input.ballot } }, (found) =>
        drawCommand(consultation, ctx, found),
      ),
    ),

  object: command('roll.object')
    .input(objectInput)
    .mutation(({ ctx, input }) => {
      const objector = ctx.caller.person ?? '';
      const objection = derivedId('roll-objection', objector, input.commandId);
      const { ballot, kind } = input;
      return onRoll(
        consultation,
        ctx,
        { ...input, result: { ballot, objection } },
        async ({ terms: { rule } }, _, words) => {
          const text = proseOf(words, input.text, 'text', objector);
          if (isRefused(text)) return text;
          const due = dueBy(rule.decideWithin, todayOf(consultation), rule);
          return {
            do: 'object',
            objection,
            objector,
            kind,
            about: input.about,
            text,
            due,
            now: instantOf(consultation),
          };
        },
      );
    }),

  decideObjection: command('roll.decide')
    .input(decideInput)
    .mutation(({ ctx, input }) => {
      const { ballot, objection, outcome } = input;
      return onRoll(consultation, ctx, { ...input, result: { ballot, objection } }, async (found, _, words) => {
        const reasons = proseOf(words, input.reasons, 'reasons');
        if (isRefused(reasons)) return reasons;
        const entry = outcome === 'added' ? await addedEntry(consultation, ctx, found, input) : undefined;
        if (isRefused(entry)) return entry;
        return { do: 'decide-objection', objection, outcome, entry, reasons };
      });
    }),

  /** By act, where the clock does not do it, or before it does where nothing may change it any more. */
  freeze: command('roll.decide')
    .input(onBallotInput)
    .mutation(({ ctx, input }) =>
      onRoll(consultation, ctx, { ...input, result: { ballot: input.ballot } }, async () => ({
        ...{ do: 'freeze', now: instantOf(consultation) },
      })),
    ),
});
