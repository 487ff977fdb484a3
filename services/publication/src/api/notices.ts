import {
  type Acting,
  type Words,
  act,
  attachmentInput,
  derivedId,
  freeText,
  idInput,
  idsInput,
  pageInput,
  resolveAttachments,
  screenInput,
  todayOf,
} from '@cunjian/service-kit/acting';
import { resourceOf, type Caller, type Resource } from '@cunjian/access';
import { divisionCode, nationalDivision, type Audience, type NoticeEvent } from '@cunjian/contracts';
import { isRefused, refuse, refuseAll, type Refused } from '@cunjian/kernel';
import { reveal, type Revealed } from '@cunjian/personal-data';
import { z } from 'zod';
import { noticeDecider, type NoticeCommand } from '../notice/decide.ts';
import type { Notice, NoticeText } from '../notice/notice.ts';
import { noticeAsOf } from '../projections/as-of.ts';
import { notices, type NoticeDocument } from '../projections/notices.ts';
import { type Procedures, type Publication } from '../publication-context.ts';
import type { Page } from './disclosure-queries.ts';
import { instantInput, toInstant } from './inputs.ts';
import { plainSchemas } from '../plain-schemas.ts';
import { bodiesById, bodyById, resourceOfBody } from './look-ups.ts';
import { noticeView, viewerOf, type NoticeView } from './views.ts';

const nation = { division: nationalDivision };
const textInput = z.object({
  title: freeText,
  text: freeText,
  attachments: z.array(attachmentInput).max(50).optional(),
});
const textSchema = z.object({ title: freeText, text: freeText, attachments: z.array(plainSchemas.attachment) });
const onNotice = z.object({ notice: idInput });

const noticeAudience = ({ type }: NoticeEvent): Audience =>
  type === 'notice-drafted' || type === 'notice-revised' ? 'committee' : 'public';

const textOf = async (words: Words, input: z.output<typeof textInput>): Promise<NoticeText | Refused> => {
  const screened = refuseAll(screenInput(input, 'content'));
  if (screened !== undefined) return screened;
  const { title, text } = input;
  const attachments = await resolveAttachments(words.openFile, input.attachments ?? [], 'content.attachments');
  return isRefused(attachments) ? attachments : words.conceal(textSchema, { title, text, attachments });
};

const reasonOf = (words: Words, reason: z.output<typeof freeText>) =>
  refuseAll(screenInput(reason, 'reason')) ?? words.conceal(freeText, reason);

/** A notice is authorised by the body that its stream names. */
const onExisting = (
  publication: Publication,
  ctx: Acting,
  { commandId, notice }: { readonly commandId: string; readonly notice: string },
  command: (state: Notice, words: Words) => Promise<NoticeCommand | Refused>,
) =>
  act(publication, ctx, {
    commandId,
    stream: notice,
    decider: noticeDecider,
    resource: async (state) => (state.status === 'none' ? undefined : resourceOfBody(publication, state.subject.body)),
    command,
    audience: noticeAudience,
    result: { notice },
  });

export const noticeCommands = (publication: Publication, { command }: Procedures) => ({
  draft: command('notice.write')
    .input(z.object({ body: idInput, content: textInput }))
    .mutation(async ({ ctx, input: { commandId, body: id, content } }) => {
      const body = await bodyById(publication, id);
      const notice = derivedId('notice', ctx.caller.person ?? '', commandId);
      return act(publication, ctx, {
        commandId,
        stream: notice,
        decider: noticeDecider,
        resource: () => body && resourceOf(body),
        command: async (_, words): Promise<NoticeCommand | Refused> => {
          if (body === undefined) return refuse('notice.unknown-body', { body: id }, 'body');
          const text = await textOf(words, content);
          if (isRefused(text)) return text;
          return { do: 'draft', subject: { notice, body: id, division: body.division, column: 'notices' }, text };
        },
        audience: noticeAudience,
        result: { notice },
      });
    }),

  revise: command('notice.write')
    .input(onNotice.extend({ content: textInput }))
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, async (_, words) => {
        const text = await textOf(words, input.content);
        return isRefused(text) ? text : { do: 'revise', text };
      }),
    ),

  publish: command('notice.write')
    .input(onNotice)
    .mutation(({ ctx, input }) => onExisting(publication, ctx, input, async () => ({ do: 'publish' }))),

  /** A new version, with what it changes and why; the earlier one stays visible. */
  correct: command('notice.write')
    .input(onNotice.extend({ content: textInput, reason: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, async (_, words) => {
        const reason = reasonOf(words, input.reason);
        if (isRefused(reason)) return reason;
        const text = await textOf(words, input.content);
        return isRefused(text) ? text : { do: 'correct', text, reason };
      }),
    ),

  withdraw: command('notice.write')
    .input(onNotice.extend({ reason: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(publication, ctx, input, async (_, words) => {
        const reason = reasonOf(words, input.reason);
        return isRefused(reason) ? reason : { do: 'withdraw', reason };
      }),
    ),
});

type Views = Revealed<readonly NoticeView[]>;

const viewsOf = async (
  publication: Publication,
  caller: Caller,
  documents: readonly NoticeDocument[],
  asOf: string | undefined,
): Promise<Views> => {
  const bodies = await bodiesById(
    publication,
    documents.map(({ body }) => body),
  );
  const views = documents.flatMap((document) => {
    const body = bodies.get(document.body);
    const shown = asOf === undefined ? document : noticeAsOf(document, toInstant(asOf));
    const resource: Resource = body === undefined ? { division: document.division } : resourceOf(body);
    const view = shown && noticeView(caller, shown, resource);
    return view === undefined ? [] : [asOf === undefined ? view : { ...view, actions: [] }];
  });
  return reveal(publication.runtime.vault, views, viewerOf('masked', todayOf(publication)));
};

export const noticeQueries = (publication: Publication, { query }: Procedures) => ({
  /** In the order asked; what is not there or not for the caller is left out. */
  get: query('notice.read', notices)
    .input(z.object({ ids: idsInput, asOf: instantInput.optional() }))
    .query(async ({ ctx, input: { ids, asOf } }) => {
      ctx.may(nation);
      const found = await publication.models.notices.get([...new Set(ids)]);
      const documents = ids.flatMap((id) => found.get(id) ?? []);
      return ctx.answer(await viewsOf(publication, ctx.caller, documents, asOf));
    }),

  /** Newest first; `drafts`: those not out yet, for those who write them. */
  list: query('notice.read', notices)
    .input(
      pageInput.extend({ division: divisionCode, asOf: instantInput.optional(), drafts: z.boolean().default(false) }),
    )
    .query(async ({ ctx, input: { division, asOf, drafts, first, after } }) => {
      ctx.may(nation);
      const published = {
        firstPublishedAt: asOf === undefined ? { from: '' } : { from: '', to: `${toInstant(asOf)}~` },
      };
      const found = await publication.models.notices.find({
        where: drafts ? { division, status: 'draft' } : { division, ...published },
        order: { by: drafts ? 'draftedAt' : 'firstPublishedAt', direction: 'descending' },
        limit: first,
        ...(after === undefined ? {} : { after }),
      });
      const documents = found.items.map(({ document }) => document);
      const views = await viewsOf(publication, ctx.caller, documents, asOf);
      const byId = new Map(views.map((view) => [view.notice, view]));
      const page: Page<Views[number]> = {
        items: found.items.flatMap(({ key, cursor }) => {
          const item = byId.get(key);
          return item === undefined ? [] : [{ cursor, item }];
        }),
        hasMore: found.hasMore,
      };
      return ctx.answer(page);
    }),
});
