import { resourceOf, type Body } from '@cunjian/access';
import { isRefused, refuse, type Refusal, type Refused } from '@cunjian/kernel';
import type { Outcome } from '@cunjian/service-kit';
import { z } from 'zod';
import type { PreviousClosing } from '../disclosure/arithmetic.ts';
import type { DisclosureCommand } from '../disclosure/command.ts';
import { disclosureDecider } from '../disclosure/decide.ts';
import { parsePeriod, type Period } from '../disclosure/period.ts';
import { buildContent, type ImportedContent } from '../import/build-content.ts';
import { matchBody } from '../import/match-body.ts';
import { asOneBody, readLedger, type VillageRows } from '../import/read-ledger.ts';
import { coverage } from '../projections/coverage.ts';
import { disclosures } from '../projections/disclosures.ts';
import { totalsOf, type Totals } from '../projections/figures.ts';
import { todayOf, type Procedures, type Publication } from '../publication-context.ts';
import { procedureInForce } from '../rules.ts';
import { act, refusal, type Acting } from './act.ts';
import { derivedUuid } from './derived-id.ts';
import { disclosureAudience, disclosureId } from './on-disclosure.ts';
import { idInput, tableInput } from './inputs.ts';
import { openNamedFiles } from './named-files.ts';
import { plainSchemas } from '../plain-schemas.ts';
import { bodiesById, bodyById, previousClosings } from './look-ups.ts';

/** Villages in one file of a township's agency. */
const maxVillagesPerFile = 300;
const maxBodiesPerVillage = 100;

const importInput = tableInput.extend({
  period: z.string().max(100),
  /** Absent: told by the column 村 or the sheets' names, among the bodies that the caller works for. */
  body: idInput.optional(),
});
type ImportInput = z.output<typeof importInput>;

/** A matter has a title, which no file tells. */
const periodOf = ({ period: key }: ImportInput): Period | Refused =>
  key.startsWith('matter-') ? refuse('disclosure.title-missing', {}, 'period') : parsePeriod(key);

/** What a file has for one body: its figures, and what is wrong with them; `disclosure` where it was drafted. */
export interface ImportResult {
  /** As the file names it; empty where the body was named. */
  readonly village: string;
  readonly body?: string | undefined;
  readonly period: string;
  readonly content: ImportedContent;
  readonly totals: Totals;
  readonly findings: readonly Refusal[];
  readonly disclosure?: string | undefined;
}

interface Read {
  readonly village: string;
  readonly body: Body | Refused;
  readonly built: ReturnType<typeof buildContent>;
  readonly previous: readonly PreviousClosing[];
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

/** Parses the file and finds each village's body. Refuses what concerns the file as a whole. */
const readFile = async (
  publication: Publication,
  { account }: Acting,
  { file, fileName, body: id }: ImportInput,
  bodies: readonly Body[],
  period: Period,
): Promise<readonly Read[] | Refused> => {
  const bytes = await openNamedFiles(publication, account)(file);
  if (bytes === undefined) return refuse('attachment.unknown', { sha256: file }, 'file');
  const villages = await readLedger(bytes, fileName);
  if (isRefused(villages)) return villages;
  if (villages.length > maxVillagesPerFile)
    return refuse('import.too-many-villages', { count: villages.length, limit: maxVillagesPerFile }, 'file');
  const parts: readonly VillageRows[] = id === undefined ? villages : [asOneBody(villages)];
  const read: Read[] = [];
  for (const part of parts) {
    const body = id === undefined ? matchBody(part.village, bodies) : (bodies[0] ?? refuse('disclosure.unknown-body'));
    const subject = isRefused(body) ? undefined : { body: body.body, from: period.from, period: period.key };
    const previous = subject === undefined ? [] : await previousClosings(publication, subject);
    read.push({ village: part.village, body, built: buildContent(part, period, previous), previous });
  }
  return withoutTwins(read);
};

/** Two names of a file that mean one body would overwrite each other. */
const withoutTwins = (read: readonly Read[]): readonly Read[] =>
  read.map((one) => {
    const { body, village } = one;
    if (isRefused(body)) return one;
    const twins = read.filter((other) => !isRefused(other.body) && other.body.body === body.body);
    if (twins.length < 2) return one;
    const names = twins.map((twin) => twin.village).join('、');
    return { ...one, body: refuse('import.ambiguous-village', { village, names }) };
  });

const resultOf = ({ village, body, built }: Read, period: Period): ImportResult => ({
  village,
  body: isRefused(body) ? undefined : body.body,
  period: period.key,
  content: built.content,
  totals: totalsOf(built.content),
  findings: [...(isRefused(body) ? body.refused : []), ...built.findings],
});

/** Drafts, or revises the draft that is there: a file that was mended is imported again. */
const draftOne = async (
  publication: Publication,
  ctx: Acting,
  { body, built, previous }: Read & { readonly body: Body },
  period: Period,
  { commandId, file }: ImportInput & { readonly commandId: string },
): Promise<Outcome<{ readonly disclosure: string }>> => {
  const disclosure = disclosureId(body.body, period.key);
  const { kind: bodyKind, division } = body;
  return act(publication, ctx, {
    commandId: derivedUuid('import', commandId, body.body),
    stream: disclosure,
    decider: disclosureDecider,
    resource: () => resourceOf(body),
    command: async (state, words): Promise<DisclosureCommand | Refused> => {
      const content = words.conceal(
        plainSchemas.disclosureContent,
        plainSchemas.disclosureContent.parse(built.content),
      );
      const figures = { content, previous, importedFrom: file };
      if (state.status !== 'none' && state.status !== 'discarded') return { do: 'revise', ...figures };
      const { key, from, to } = period;
      const date = todayOf(publication);
      const procedure = procedureInForce(publication.ruleBook, { body: body.body, bodyKind, division, date });
      const subject = { disclosure, body: body.body, bodyKind, division, period: key, from, to };
      return { do: 'draft', subject, procedure, ...figures };
    },
    audience: disclosureAudience,
    result: { disclosure },
  });
};

type Imported = Outcome<{ readonly results: readonly ImportResult[] }>;

const importFile = async (
  publication: Publication,
  ctx: Acting,
  input: ImportInput & { readonly commandId: string },
  bodies: readonly Body[],
): Promise<Imported> => {
  const period = periodOf(input);
  if (isRefused(period)) return refusal(period);
  const read = await readFile(publication, ctx, input, bodies, period);
  if (isRefused(read)) return refusal(read);
  const results: ImportResult[] = [];
  const events: string[] = [];
  let position = 0n;
  let repeated = read.length > 0;
  for (const one of read) {
    const result = resultOf(one, period);
    const { body } = one;
    if (isRefused(body) || result.findings.length > 0) {
      results.push(result);
      continue;
    }
    const outcome = await draftOne(publication, ctx, { ...one, body }, period, input);
    if (outcome.ok) {
      results.push({ ...result, ...outcome.result });
      events.push(...outcome.events);
      repeated &&= outcome.repeated;
      if (BigInt(outcome.position) > position) position = BigInt(outcome.position);
    } else results.push({ ...result, findings: outcome.refusals });
  }
  return { ok: true, position: String(position), events, repeated: repeated && events.length > 0, result: { results } };
};

/** Bodies that the import may be about; a refusal where the one that is named is none of them. */
const bodiesFor = async (publication: Publication, ctx: Acting, input: ImportInput) => {
  if (input.body !== undefined) {
    const body = await bodyById(publication, input.body);
    return ctx.authorise(body === undefined ? { division: '000000000000' } : resourceOf(body)) ?? (body ? [body] : []);
  }
  const bodies = await workedFor(publication, ctx);
  return bodies.length > 0 ? bodies : (ctx.authorise({ division: '000000000000' }) ?? []);
};

export const imports = (publication: Publication, { query, command }: Procedures) => ({
  /** What a file would draft, with every finding; nothing is written. */
  previewImport: query('disclosure.draft', disclosures, coverage)
    .input(importInput)
    .query(async ({ ctx, input }) => {
      const bodies = await bodiesFor(publication, ctx, input);
      if (isRefused(bodies)) return ctx.answer(refusal(bodies));
      const period = periodOf(input);
      if (isRefused(period)) return ctx.answer(refusal(period));
      const read = await readFile(publication, ctx, input, bodies, period);
      if (isRefused(read)) return ctx.answer(refusal(read));
      return ctx.answer({ ok: true as const, results: read.map((one) => resultOf(one, period)) });
    }),

  /** Drafts for each body whose figures are right; one bad village does not stop the others. */
  import: command('disclosure.draft')
    .input(importInput)
    .mutation(async ({ ctx, input }): Promise<Imported> => {
      const bodies = await bodiesFor(publication, ctx, input);
      return isRefused(bodies) ? refusal(bodies) : importFile(publication, ctx, input, bodies);
    }),
});
