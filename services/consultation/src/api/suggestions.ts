import { circleOf, type Resource, resourceOf, resourceOfSubject } from '@cunjian/access';
import type { Audience, SuggestionEvent } from '@cunjian/contracts';
import { isRefused, refuse, refuseAll, type Refused } from '@cunjian/kernel';
import { act, derivedId, freeText, idInput, screenInput, type Acting, type Words } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { suggestionDue } from '../rules.ts';
import { suggestionDecider, type SuggestionCommand } from '../suggestion/decide.ts';
import type { ExistingSuggestion } from '../suggestion/suggestion.ts';
import { bodyById, deliberates } from './look-ups.ts';
import { fileInput, filesInput, filesOf, proseOf } from './prose.ts';

const onSuggestion = z.object({ suggestion: idInput });
const makeInput = z.object({
  body: idInput,
  /** The village reads it; else the committee alone. */
  open: z.boolean(),
  title: freeText,
  text: freeText,
  photos: filesInput,
});
const paperInput = makeInput.extend({ person: idInput, scan: fileInput });

/** What stands in a private suggestion is for its parties; that of an open one for the village. */
export const suggestionAudience = ({ open, bodyKind }: Pick<ExistingSuggestion, 'open' | 'bodyKind'>): Audience =>
  open ? circleOf({ bodyKind }) : 'parties';

const audienceOf =
  (open: boolean) =>
  (_: SuggestionEvent, { bodyKind = 'villagers-committee' }: Resource): Audience =>
    suggestionAudience({ open, bodyKind });

/** Those who may suggest for themselves may have an officer enter it for them. */
const belongs = async (
  { models }: Consultation,
  person: string,
  { division, body }: { readonly division: string; readonly body: string },
): Promise<boolean> => {
  const actor = (await models.actors.get([person])).get(person);
  const now = (span: { readonly until?: string }) => span.until === undefined;
  return (
    actor !== undefined &&
    (actor.residencies.some((residency) => residency.division === division && now(residency)) ||
      actor.memberships.some((membership) => membership.body === body && now(membership)))
  );
};

interface Making extends z.output<typeof makeInput> {
  readonly commandId: string;
  readonly suggester: string;
  readonly scan?: z.output<typeof fileInput> | undefined;
}

const make = async (consultation: Consultation, ctx: Acting, { commandId, suggester, ...input }: Making) => {
  const body = await bodyById(consultation, input.body);
  const suggestion = derivedId('suggestion', ctx.caller.person ?? '', commandId);
  return act(consultation, ctx, {
    commandId,
    stream: suggestion,
    decider: suggestionDecider,
    resource: () => body && resourceOf(body),
    command: async (_, words): Promise<SuggestionCommand | Refused> => {
      if (body === undefined || !deliberates(body))
        return refuse('suggestion.wrong-body', { body: input.body }, 'body');
      const { body: id, kind: bodyKind, division } = body;
      const onPaper = input.scan !== undefined;
      if (onPaper && !(await belongs(consultation, suggester, body)))
        return refuse('suggestion.not-a-resident', {}, 'person');
      const { title, text, open } = input;
      const screened = refuseAll([...screenInput(title, 'title'), ...screenInput(text, 'text')]);
      if (screened !== undefined) return screened;
      const photos = await filesOf(words, input.photos, 'photos', suggester);
      if (isRefused(photos)) return photos;
      const scans = await filesOf(words, input.scan && [input.scan], 'scan', suggester);
      if (isRefused(scans)) return scans;
      const subject = { suggestion, division, body: id, bodyKind, open, suggester };
      const concealed = {
        title: words.conceal(freeText, title, suggester),
        text: words.conceal(freeText, text, suggester),
      };
      return { do: 'make', subject, ...concealed, photos, scan: scans[0], due: suggestionDue(consultation, subject) };
    },
    audience: audienceOf(input.open),
    result: { suggestion },
  });
};

/** A command on a suggestion that is there; who may is asked of its body, or of its suggester. */
const onExisting = (
  consultation: Consultation,
  ctx: Acting,
  { commandId, suggestion }: { readonly commandId: string; readonly suggestion: string },
  command: (state: ExistingSuggestion, person: string, words: Words) => Promise<SuggestionCommand | Refused>,
) => {
  let open = false;
  return act(consultation, ctx, {
    commandId,
    stream: suggestion,
    decider: suggestionDecider,
    resource: (state) => {
      if (state.status === 'none') return undefined;
      open = state.open;
      return resourceOfSubject(state);
    },
    command: async (state, words) =>
      state.status === 'none' ? refuse('suggestion.unknown') : command(state, ctx.caller.person ?? '', words),
    audience: (event, resource) => audienceOf(open)(event, resource),
    result: { suggestion },
  });
};

export const suggestionCommands = (consultation: Consultation, { command }: Procedures) => ({
  make: command('suggestion.make')
    .input(makeInput)
    .mutation(({ ctx, input }) => make(consultation, ctx, { ...input, suggester: ctx.caller.person ?? '' })),

  /** By a clerk, of what somebody handed in: the same deadline from the same day. */
  recordOnPaper: command('suggestion.make-on-paper')
    .input(paperInput)
    .mutation(({ ctx, input: { person, ...input } }) => make(consultation, ctx, { ...input, suggester: person })),

  answer: command('suggestion.answer')
    .input(onSuggestion.extend({ text: freeText, attachments: filesInput }))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, _person, words) => {
        const text = proseOf(words, input.text, 'text');
        if (isRefused(text)) return text;
        const attachments = await filesOf(words, input.attachments, 'attachments');
        return isRefused(attachments) ? attachments : { do: 'answer', text, attachments };
      }),
    ),

  /** The suggester says that the answer settled it. */
  settle: command('suggestion.make')
    .input(onSuggestion)
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, person) => ({ do: 'settle', person })),
    ),

  /** She says that it did not, and why: another answer is due. */
  reopen: command('suggestion.make')
    .input(onSuggestion.extend({ reason: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (state, person, words) => {
        const reason = proseOf(words, input.reason, 'reason', state.suggester);
        return isRefused(reason) ? reason : { do: 'reopen', person, reason, due: suggestionDue(consultation, state) };
      }),
    ),
});
