import {
  type Acting,
  act,
  derivedUuid,
  freeText,
  idInput,
  openNamedFiles,
  refusal,
  screenInput,
  todayOf,
} from '@cunjian/service-kit/acting';
import { resourceOf, type Body } from '@cunjian/access';
import { discloses, nationalDivision, type DisclosureContent } from '@cunjian/contracts';
import { isRefused, refuse, refuseAll, type Refused } from '@cunjian/kernel';
import type { Outcome } from '@cunjian/service-kit';
import type { z } from 'zod';
import type { PreviousClosing } from '../disclosure/arithmetic.ts';
import type { DisclosureCommand } from '../disclosure/command.ts';
import { disclosureDecider } from '../disclosure/decide.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import { parsePeriod, type Period } from '../disclosure/period.ts';
import { createImportReader, type ImportReader } from '../import/import-reader.ts';
import type { ImportedVillage } from '../import/read-import.ts';
import { coverage } from '../projections/coverage.ts';
import { disclosures } from '../projections/disclosures.ts';
import { totalsOf, type Totals } from '../projections/figures.ts';
import { plainSchemas } from '../plain-schemas.ts';
import { type Procedures, type Publication } from '../publication-context.ts';
import { procedureInForce } from '../rules.ts';
import { disclosureAudience, disclosureId } from './on-disclosure.ts';
import { daysInput, periodInput, tableInput } from './inputs.ts';
import { bodiesById, bodyById, closingsBefore } from './look-ups.ts';

const maxBodiesPerVillage = 100;

const importInput = tableInput.extend({
  period: periodInput,
  /** Of a matter: its first and last day, and what it is about. */
  days: daysInput.optional(),
  title: freeText.optional(),
  /** Absent: told by the column 村 or the sheets' names, among the bodies that the caller works for. */
  body: idInput.optional(),
});
type ImportInput = z.output<typeof importInput>;

/** A matter has a title, which no file tells. */
const periodOf = ({ period: key, days, title }: ImportInput): Period | Refused => {
  const period = parsePeriod(key, days);
  if (isRefused(period)) return period;
  const missing = period.kind === 'matter' && title === undefined;
  return missing
    ? refuse('disclosure.title-missing', {}, 'title')
    : (refuseAll(title === undefined ? [] : screenInput(title, 'title')) ?? period);
};

/** What a file has for one village: its figures, and what is wrong with them. */
export interface ImportResult extends ImportedVillage {
  readonly period: string;
  readonly totals: Totals;
  /** Where it was drafted. */
  readonly disclosure?: string | undefined;
}

interface Read {
  readonly period: Period;
  readonly bodies: ReadonlyMap<string, Body>;
  readonly previous: ReadonlyMap<string, readonly PreviousClosing[]>;
  readonly villages: readonly ImportedVillage[];
}

const workedFor = async (publication: Publication, ctx: Acting): Promise<readonly Body[]> => {
  const { acting, contracted } = ctx.caller;
  if (acting === undefined) return [];
  const bodies =
    contracted.length > 0
      ? [...(await bodiesById(publication, contracted)).values()]
      : (
          await publication.models.bodies.find({ where: { division: acting.division }, limit: maxBodiesPerVillage })
        ).items.map(({ document }) => document);
  return bodies.filter((body) => ctx.may(resourceOf(body)));
};

/** Bodies that the import may be about; a refusal where the one that is named is none of them. */
const bodiesFor = async (publication: Publication, ctx: Acting, input: ImportInput) => {
  if (input.body !== undefined) {
    const body = await bodyById(publication, input.body);
    return (
      ctx.authorise(body === undefined ? { division: nationalDivision } : resourceOf(body)) ?? (body ? [body] : [])
    );
  }
  const bodies = await workedFor(publication, ctx);
  return bodies.length > 0 ? bodies : (ctx.authorise({ division: nationalDivision }) ?? []);
};

/** Refuses what concerns the file as a whole. */
const readFile = async (
  publication: Publication,
  reader: ImportReader,
  ctx: Acting,
  input: ImportInput,
): Promise<Read | Refused> => {
  const { file, fileName, body } = input;
  const bodies = await bodiesFor(publication, ctx, input);
  if (isRefused(bodies)) return bodies;
  const period = periodOf(input);
  if (isRefused(period)) return period;
  const bytes = await openNamedFiles(publication, ctx.account)(file);
  if (bytes === undefined) return refuse('attachment.unknown', { sha256: file }, 'file');
  if (isRefused(bytes)) return bytes;
  const byId = new Map(bodies.map((one) => [one.body, one]));
  const { from, to } = period;
  const previous = await closingsBefore(publication, [...byId.keys()], { from, period: period.key });
  const named = bodies.map(({ body, kind, name, division }) => ({ body, kind, name, division }));
  const task = {
    bytes,
    fileName,
    period: { from, to, period: period.key },
    bodies: named,
    isAboutOne: body !== undefined,
    previous,
  };
  const villages = await reader(task);
  return isRefused(villages) ? villages : { period, bodies: byId, previous, villages };
};

const resultOf = (village: ImportedVillage, { period }: Read): ImportResult => ({
  ...village,
  period: period.key,
  totals: totalsOf(village.content),
});

/** Of the draft that is there: a file tells nothing of what was entered beside the lines. */
const besideLines = (state: Disclosure): Partial<Pick<DisclosureContent, 'sections' | 'attachments'>> => {
  if (state.status !== 'preparing' && state.status !== 'correcting') return {};
  const { sections, attachments } = state.candidate.content;
  return { sections, attachments };
};

/** Drafts, or revises the draft that is there: a file that was mended is imported again. */
const draftOne = (
  publication: Publication,
  ctx: Acting,
  { kind: bodyKind, division, body }: Body,
  { content: imported }: ImportedVillage,
  { period: { key, from, to }, previous: closings }: Read,
  { commandId, file, title }: ImportInput & { readonly commandId: string },
): Promise<Outcome<{ readonly disclosure: string }>> => {
  const disclosure = disclosureId(body, key);
  const resource = { division, body, bodyKind };
  return act(publication, ctx, {
    commandId: derivedUuid('import', commandId, body),
    stream: disclosure,
    decider: disclosureDecider,
    resource: () => resource,
    command: async (state, words): Promise<DisclosureCommand | Refused> => {
      if (!discloses(bodyKind)) return refuse('disclosure.unknown-body', { body }, 'body');
      const plain = plainSchemas.disclosureContent.parse(imported);
      const content = { ...words.conceal(plainSchemas.disclosureContent, plain), ...besideLines(state) };
      const figures = { content, previous: closings.get(body) ?? [], importedFrom: file };
      if (state.status !== 'none' && state.status !== 'discarded') return { do: 'revise', ...figures };
      const date = todayOf(publication);
      const procedure = procedureInForce(publication.ruleBook, { body, bodyKind, division, date });
      const titled = title === undefined ? {} : { title: words.conceal(freeText, title) };
      const subject = { disclosure, division, body, bodyKind, period: key, from, to, ...titled };
      return { do: 'draft', subject, procedure, ...figures };
    },
    audience: disclosureAudience,
    result: { disclosure },
  });
};

type Imported = Outcome<{ readonly results: readonly ImportResult[] }>;

const draftAll = async (
  publication: Publication,
  ctx: Acting,
  read: Read,
  input: ImportInput & { readonly commandId: string },
): Promise<Imported> => {
  const { villages, bodies } = read;
  const results: ImportResult[] = [];
  const events: string[] = [];
  let position = 0n;
  let repeated = villages.length > 0;
  for (const village of villages) {
    const result = resultOf(village, read);
    const body = bodies.get(village.body ?? '');
    if (body === undefined || result.findings.length > 0) {
      results.push(result);
      continue;
    }
    const outcome = await draftOne(publication, ctx, body, village, read, input);
    if (outcome.ok) {
      results.push({ ...result, ...outcome.result });
      events.push(...outcome.events);
      repeated &&= outcome.repeated;
      if (BigInt(outcome.position) > position) position = BigInt(outcome.position);
    } else results.push({ ...result, findings: outcome.refusals });
  }
  return { ok: true, position: String(position), events, repeated: repeated && events.length > 0, result: { results } };
};

export const imports = (publication: Publication, { query, command }: Procedures, reader = createImportReader()) => ({
  /** What a file would draft, with every finding; nothing is written. */
  previewImport: query('disclosure.draft', disclosures, coverage)
    .input(importInput)
    .query(async ({ ctx, input }) => {
      const read = await readFile(publication, reader, ctx, input);
      if (isRefused(read)) return ctx.answer(refusal(read));
      return ctx.answer({ ok: true as const, results: read.villages.map((village) => resultOf(village, read)) });
    }),

  /** Drafts for each body whose figures are right; one bad village does not stop the others. */
  import: command('disclosure.draft')
    .input(importInput)
    .mutation(async ({ ctx, input }): Promise<Imported> => {
      const read = await readFile(publication, reader, ctx, input);
      return isRefused(read) ? refusal(read) : draftAll(publication, ctx, read, input);
    }),
});
