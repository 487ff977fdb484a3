import {
  type Acting,
  act,
  attachmentInput,
  freeText,
  idInput,
  screenInput,
  todayOf,
} from '@cunjian/service-kit/acting';
import { resourceOf } from '@cunjian/access';
import { civilDate, discloses } from '@cunjian/contracts';
import { isRefused, refuse, refuseAll, type Refused } from '@cunjian/kernel';
import { oneLine } from '@cunjian/personal-data';
import { z } from 'zod';
import { countDays } from '@cunjian/statutes';
import type { DisclosureCommand } from '../disclosure/command.ts';
import { disclosureDecider } from '../disclosure/decide.ts';
import { parsePeriod } from '../disclosure/period.ts';
import { plainSchemas } from '../plain-schemas.ts';
import { type Procedures, type Publication } from '../publication-context.ts';
import { procedureInForce } from '../rules.ts';
import { contentInput, daysInput, periodInput } from './inputs.ts';
import { bodyById, previousClosings } from './look-ups.ts';
import {
  disclosureAudience,
  disclosureId,
  figuresOf,
  onExisting,
  screenedAttachment,
  wordOf,
} from './on-disclosure.ts';

const draftInput = z.object({
  body: idInput,
  period: periodInput,
  /** Of a matter: its first and last day. */
  days: daysInput.optional(),
  /** Of a matter. */
  title: freeText.optional(),
  content: contentInput,
});
const onDisclosure = z.object({ disclosure: idInput });

const draft = async (
  publication: Publication,
  ctx: Acting,
  { commandId, body: id, period: key, days, title, content }: z.output<typeof draftInput> & { commandId: string },
) => {
  const body = await bodyById(publication, id);
  const period = parsePeriod(key, days);
  const disclosure = disclosureId(id, isRefused(period) ? 'unknown' : period.key);
  return act(publication, ctx, {
    commandId,
    stream: disclosure,
    decider: disclosureDecider,
    resource: () => body && resourceOf(body),
    command: async (_, words): Promise<DisclosureCommand | Refused> => {
      if (isRefused(period)) return period;
      if (body === undefined || !discloses(body.kind)) return refuse('disclosure.unknown-body', { body: id }, 'body');
      const { kind: bodyKind, division } = body;
      const { from, to } = period;
      if (period.kind === 'matter' && title === undefined) return refuse('disclosure.title-missing', {}, 'title');
      const heading = title === undefined ? undefined : wordOf(words, title, 'title');
      if (isRefused(heading)) return heading;
      const titled = heading === undefined ? {} : { title: heading };
      const subject = { disclosure, body: id, bodyKind, division, period: period.key, from, to, ...titled };
      const figures = await figuresOf(publication, words, subject, content);
      if (isRefused(figures)) return figures;
      const date = todayOf(publication);
      const procedure = procedureInForce(publication.ruleBook, { body: id, bodyKind, division, date });
      return { do: 'draft', subject, procedure, ...figures };
    },
    audience: disclosureAudience,
    result: { disclosure },
  });
};

/** Figures in, before anything was published. */
const drafting = (publication: Publication, { command }: Procedures) => ({
  draft: command('disclosure.draft')
    .input(draftInput)
    .mutation(({ ctx, input }) => draft(publication, ctx, input)),

  revise: command('disclosure.draft')
    .input(onDisclosure.extend({ content: contentInput }))
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, async (_, subject, words) => {
        const figures = await figuresOf(publication, words, subject, input.content);
        return isRefused(figures) ? figures : { do: 'revise', ...figures };
      }),
    ),

  /** Undo, while it is a draft. */
  discard: command('disclosure.draft')
    .input(onDisclosure)
    .mutation(({ ctx, input }) => onExisting(publication, ctx, input, async () => ({ do: 'discard' }))),

  /** The last import, where nothing was changed after it: what was entered before comes back. */
  undoImport: command('disclosure.draft')
    .input(onDisclosure)
    .mutation(({ ctx, input }) => onExisting(publication, ctx, input, async () => ({ do: 'undo-import' }))),

  /** A new version of what is out. */
  correct: command('disclosure.correct')
    .input(onDisclosure.extend({ reason: freeText, content: contentInput }))
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, async (_, subject, words) => {
        const reason = wordOf(words, input.reason, 'reason');
        if (isRefused(reason)) return reason;
        const figures = await figuresOf(publication, words, subject, input.content);
        if (isRefused(figures)) return figures;
        const { body, bodyKind, division } = subject;
        const date = todayOf(publication);
        const procedure = procedureInForce(publication.ruleBook, { body, bodyKind, division, date });
        return { do: 'correct', reason, procedure, ...figures };
      }),
    ),
});

/** The steps of the procedure, in whatever order the rule asks for. */
const steps = (publication: Publication, { command }: Procedures) => ({
  confirm: command('disclosure.confirm')
    .input(onDisclosure)
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, async (_, subject) => ({
        do: 'confirm',
        previous: await previousClosings(publication, subject),
        today: todayOf(publication),
      })),
    ),

  /** To the supervisors, whose opinion is due from now. */
  submit: command('disclosure.submit')
    .input(onDisclosure)
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, async () => ({ do: 'submit', today: todayOf(publication), countDays })),
    ),

  giveOpinion: command('disclosure.opinion')
    .input(onDisclosure.extend({ verdict: z.enum(['approve', 'object']), reasons: freeText.optional() }))
    .mutation(({ ctx, input: { verdict, reasons: text, ...input } }) =>
      onExisting(publication, ctx, input, async (_state, _subject, words) => {
        const reasons = text === undefined ? undefined : wordOf(words, text, 'reasons');
        return isRefused(reasons) ? reasons : { do: 'give-opinion', verdict, reasons };
      }),
    ),

  /** Back to draft, so that it can be mended. */
  return: command('disclosure.submit')
    .input(onDisclosure.extend({ reason: freeText.optional() }))
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, async (_state, _subject, words) => {
        const reason = input.reason === undefined ? undefined : wordOf(words, input.reason, 'reason');
        return isRefused(reason) ? reason : { do: 'return', reason };
      }),
    ),

  recordMeeting: command('disclosure.meeting')
    .input(
      onDisclosure.extend({
        heldOn: civilDate,
        present: z.int().min(1).max(1_000),
        minutes: attachmentInput.optional(),
      }),
    )
    .mutation(({ ctx, input: { heldOn, present, minutes: file, ...input } }) =>
      onExisting(publication, ctx, input, async (_state, _subject, words) => {
        const found = file === undefined ? undefined : await screenedAttachment(words, file, 'minutes');
        if (isRefused(found)) return found;
        const minutes = found === undefined ? {} : { minutes: words.conceal(plainSchemas.attachment, found) };
        return { do: 'record-meeting', today: todayOf(publication), meeting: { heldOn, present, ...minutes } };
      }),
    ),
});

const goingOut = (publication: Publication, { command }: Procedures) => ({
  publish: command('disclosure.publish')
    .input(onDisclosure)
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, async () => ({ do: 'publish', today: todayOf(publication), countDays })),
    ),

  /** The sheet hangs on a notice board. */
  post: command('disclosure.post')
    .input(
      onDisclosure.extend({
        place: oneLine(z.string().trim().min(1).max(100)),
        from: civilDate,
        to: civilDate,
        photo: attachmentInput,
      }),
    )
    .mutation(({ ctx, input: { place, from, to, photo: file, ...input } }) =>
      onExisting(publication, ctx, input, async (_, { body }, words) => {
        const screened = refuseAll(screenInput(place, 'place'));
        if (screened !== undefined) return screened;
        const found = await screenedAttachment(words, file, 'photo');
        if (isRefused(found)) return found;
        const photo = words.conceal(plainSchemas.attachment, found);
        const boards = (await bodyById(publication, body))?.noticeBoards ?? [];
        return { do: 'post', place, boards, from, to, photo, today: todayOf(publication), countDays };
      }),
    ),

  withdraw: command('disclosure.withdraw')
    .input(onDisclosure.extend({ reason: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, async (_state, _subject, words) => {
        const reason = wordOf(words, input.reason, 'reason');
        return isRefused(reason) ? reason : { do: 'withdraw', reason };
      }),
    ),
});

export const disclosureCommands = (publication: Publication, procedures: Procedures) => ({
  ...drafting(publication, procedures),
  ...steps(publication, procedures),
  ...goingOut(publication, procedures),
});
