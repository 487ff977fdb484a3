import {
  type Acting,
  type AttachmentInput,
  type Words,
  act,
  attachmentInput,
  derivedId,
  freeText,
  idInput,
  resolveAttachment,
  screenInput,
} from '@cunjian/service-kit/acting';
import { type Resource, resourceOfSubject } from '@cunjian/access';
import type { RecordedEvent, DisclosureSubject } from '@cunjian/contracts';
import { isRefused, refuse, refuseAll, type Refused } from '@cunjian/kernel';
import { z } from 'zod';
import { levelNames, objectionDecider, type ObjectionCommand } from '../objection/decide.ts';
import type { Objection } from '../objection/objection.ts';
import { plainSchemas } from '../plain-schemas.ts';
import type { Procedures, Publication } from '../publication-context.ts';
import { clock, disclosureIn, objectedOf, outOf, type Out } from './objected.ts';

const againstInput = z.object({
  disclosure: idInput,
  kind: z.enum(['objection', 'question']),
  line: idInput.optional(),
  text: freeText,
});
const onObjection = z.object({ objection: idInput });
const onPaper = onObjection.extend({ scan: attachmentInput });

/** Codes of the division's town, county and city: a code's ancestors are its prefixes, padded. */
const divisionsAbove = (division: string) => ({
  town: division.slice(0, 9).padEnd(12, '0'),
  county: division.slice(0, 6).padEnd(12, '0'),
  city: division.slice(0, 4).padEnd(12, '0'),
});

const textOf = (words: Words, text: z.output<typeof freeText>, objector: string | undefined) =>
  refuseAll(screenInput(text, 'text')) ?? words.conceal(freeText, text, objector);

const scanOf = async (words: Words, scan: AttachmentInput | undefined, objector: string | undefined) => {
  if (scan === undefined) return undefined;
  const found = refuseAll(screenInput(scan, 'scan')) ?? (await resolveAttachment(words.openFile, scan, 'scan'));
  return isRefused(found) ? found : words.conceal(plainSchemas.attachment, found, objector);
};

type Raise = Extract<ObjectionCommand, { do: 'raise' }>;
interface Raising extends Pick<Raise, 'objector' | 'withheld' | 'channel'> {
  /** Nobody need be named where the supervision committee withholds who it is. */
  readonly mayBeNobody: boolean;
  readonly scan?: AttachmentInput | undefined;
}

const raise = async (
  publication: Publication,
  ctx: Acting,
  { commandId, disclosure, kind, line, text: prose }: z.output<typeof againstInput> & { commandId: string },
  { objector, withheld, channel, mayBeNobody, scan: file }: Raising,
) => {
  const out = outOf(await disclosureIn(publication, disclosure));
  const objection = derivedId('objection', ctx.caller.person ?? '', commandId);
  return act(publication, ctx, {
    commandId,
    stream: objection,
    decider: objectionDecider,
    resource: () => out && resourceOfSubject(out.subject),
    command: async (_, words): Promise<ObjectionCommand | Refused> => {
      if (out === undefined) return refuse('disclosure.not-published');
      if (objector === undefined && !mayBeNobody) return refuse('objection.person-missing', {}, 'person');
      if (objector !== undefined && channel !== 'online' && !(await belongs(publication, objector, out.subject)))
        return refuse('objection.not-a-resident', {}, 'person');
      const text = textOf(words, prose, objector);
      if (isRefused(text)) return text;
      const scan = await scanOf(words, file, objector);
      if (isRefused(scan)) return scan;
      const given = { objection, kind, line, text, objector, withheld, channel, scan };
      return { do: 'raise', against: objectedOf(out), ...given, ...clock(publication) };
    },
    audience: () => 'parties',
    result: { objection },
  });
};

/** Those who may object for themselves may have an officer enter it for them. */
const belongs = async (
  { models }: Publication,
  person: string,
  { division, body }: DisclosureSubject,
): Promise<boolean> => {
  const actor = (await models.actors.get([person])).get(person);
  const now = <Span extends { readonly until?: string }>(span: Span) => span.until === undefined;
  return (
    actor !== undefined &&
    (actor.residencies.some((residency) => residency.division === division && now(residency)) ||
      actor.memberships.some((membership) => membership.body === body && now(membership)))
  );
};

type Raised = Exclude<Objection, { status: 'none' }>;

const ownResource = (state: Objection, history: readonly RecordedEvent[]): Resource | undefined =>
  state.status === 'none'
    ? undefined
    : {
        ...resourceOfSubject(state),
        // Where the supervision committee withholds who it is, the member who entered it speaks for her.
        ...personOf(state.objector ?? history[0]?.actor),
      };

const personOf = (person: string | undefined) => (person === undefined ? {} : { person });

const bodyResource = (state: Objection): Resource | undefined =>
  state.status === 'none' ? undefined : resourceOfSubject(state);

const higherResource = (state: Objection): Resource | undefined =>
  state.status === 'none' || state.level === 'village' ? undefined : { division: state.answering };

/** A command on an objection that is there; look-ups come from the stream of its disclosure. */
const onExisting = (
  publication: Publication,
  ctx: Acting,
  { commandId, objection }: { readonly commandId: string; readonly objection: string },
  resource: (state: Objection, history: readonly RecordedEvent[]) => Resource | undefined,
  command: (state: Raised, out: Out, words: Words) => Promise<ObjectionCommand | Refused>,
) =>
  act(publication, ctx, {
    commandId,
    stream: objection,
    decider: objectionDecider,
    resource,
    command: async (state, words) => {
      if (state.status === 'none') return refuse('objection.unknown');
      const out = outOf(await disclosureIn(publication, state.disclosure));
      return out === undefined ? refuse('disclosure.not-published') : command(state, out, words);
    },
    audience: () => 'parties',
    result: { objection },
  });

const escalateCommand = async (
  publication: Publication,
  { division, objector }: Raised,
  { published }: Out,
  words: Words,
  file?: AttachmentInput,
): Promise<ObjectionCommand | Refused> => {
  const scan = await scanOf(words, file, objector);
  if (isRefused(scan)) return scan;
  const { escalation } = published.procedure;
  return { do: 'escalate', divisions: divisionsAbove(division), escalation, scan, ...clock(publication) };
};

const raising = (publication: Publication, { command }: Procedures) => ({
  raise: command('objection.raise')
    .input(againstInput)
    .mutation(({ ctx, input }) =>
      raise(publication, ctx, input, {
        ...{ objector: ctx.caller.person, withheld: false, channel: 'online', mayBeNobody: false },
      }),
    ),

  /** By an officer, of what somebody handed in; through the supervision committee nobody need be named. */
  recordOnPaper: command('objection.raise-on-paper')
    .input(
      againstInput.extend({
        person: idInput.optional(),
        withheld: z.boolean().default(false),
        scan: attachmentInput.optional(),
      }),
    )
    .mutation(async ({ ctx, input: { person, withheld, scan, ...input } }) => {
      const supervises = ctx.caller.acting?.kind.startsWith('supervision-') === true;
      const channel = supervises ? 'supervision-committee' : 'paper';
      const mayBeNobody = supervises && withheld;
      return raise(publication, ctx, input, { objector: person, withheld, channel, mayBeNobody, scan });
    }),
});

const answering = (publication: Publication, { command }: Procedures) => ({
  answer: command('objection.answer')
    .input(onObjection.extend({ text: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, bodyResource, async (_, { published }, words) => {
        const text = textOf(words, input.text, undefined);
        if (isRefused(text)) return text;
        const { escalation } = published.procedure;
        return { do: 'answer', level: 'village', text, escalation, ...clock(publication) };
      }),
    ),

  /** By the division that it was taken to. */
  answerAbove: command('objection.answer-above')
    .input(onObjection.extend({ text: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, higherResource, async (state, { published }, words) => {
        if (ctx.caller.acting?.division !== state.answering)
          return refuse('objection.other-level', { level: state.level, levelZh: levelNames[state.level] });
        const text = textOf(words, input.text, undefined);
        if (isRefused(text)) return text;
        const { escalation } = published.procedure;
        return { do: 'answer', level: state.level, text, escalation, ...clock(publication) };
      }),
    ),
});

const closing = (publication: Publication, { command }: Procedures) => ({
  accept: command('objection.close')
    .input(onObjection)
    .mutation(({ ctx, input }) => onExisting(publication, ctx, input, ownResource, async () => ({ do: 'accept' }))),

  /** Not satisfied, or not answered in time. */
  escalate: command('objection.close')
    .input(onObjection)
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, ownResource, (state, out, words) =>
        escalateCommand(publication, state, out, words),
      ),
    ),

  acceptOnPaper: command('objection.raise-on-paper')
    .input(onPaper)
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, bodyResource, async ({ objector }, _out, words) => {
        const scan = await scanOf(words, input.scan, objector);
        return isRefused(scan) ? scan : { do: 'accept', scan };
      }),
    ),

  escalateOnPaper: command('objection.raise-on-paper')
    .input(onPaper)
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, bodyResource, (state, out, words) =>
        escalateCommand(publication, state, out, words, input.scan),
      ),
    ),
});

export const objectionCommands = (publication: Publication, procedures: Procedures) => ({
  ...raising(publication, procedures),
  ...answering(publication, procedures),
  ...closing(publication, procedures),
});
