import { circleOf, type Resource, resourceOfSubject } from '@cunjian/access';
import { civilDate } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { oneLine } from '@cunjian/personal-data';
import {
  act,
  derivedId,
  derivedUuid,
  freeText,
  idInput,
  todayOf,
  type Acting,
  type Words,
} from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { decidingStep, isDone, type Proceeding, type ProceedingSubject } from '../proceeding/proceeding.ts';
import {
  resolutionsDecider,
  type Decided,
  type LinkedDisclosure,
  type ResolutionCommand,
} from '../resolutions/decide.ts';
import type { Resolutions } from '../resolutions/resolutions.ts';
import { disclosureIn, optionalFile, proceedingIn } from './proceeding-look-ups.ts';
import { fileInput, filesInput, filesOf, proseOf } from './prose.ts';

const fen = z.int().min(0).max(1_000_000_000_000_000);
const maxPlaces = 50;
const onResolution = z.object({ resolution: idInput });
const adoptInput = z.object({
  proceeding: idInput,
  title: freeText,
  text: freeText,
  /** An office of the village, or a person who belongs to it. */
  responsible: idInput,
  due: civilDate,
  budget: fen.optional(),
});
const publishInput = onResolution.extend({
  on: civilDate,
  places: z
    .array(oneLine(z.string().min(1).max(100)))
    .min(1)
    .max(maxPlaces),
  photo: fileInput.optional(),
});
const reportInput = onResolution.extend({
  text: freeText,
  photos: filesInput,
  disclosure: idInput.optional(),
  line: idInput.optional(),
  spent: fen.optional(),
  done: z.boolean(),
});

/** `resolution-<body>-<uuid>`: the body, and so the stream, is told by the id. */
const uuidLength = 36;
const prefix = 'resolution-';
export const streamOfBody = (body: string): string => `resolutions-${body}`;
export const bodyOfResolution = (resolution: string): string =>
  resolution.startsWith(prefix) ? resolution.slice(prefix.length, -uuidLength - 1) : '';

/** What was decided that binds, where the deciding step was passed. */
const decidedIn = (state: Proceeding): Decided | undefined => {
  if (state.status === 'none') return undefined;
  const { procedure, taken } = state;
  const deciding = decidingStep(procedure);
  if (deciding === undefined || !isDone(state, deciding.step)) return undefined;
  const decision = taken.findLast(({ step, passed }) => step === deciding.step && passed);
  if (decision?.assembly === undefined || decision.arithmetic === undefined) return undefined;
  const { on, assembly, arithmetic, ballot } = decision;
  const ofAssembly = deciding.decides.find((rule) => rule.assembly === assembly)?.rules ?? [];
  const rules = [...ofAssembly, ...procedure.rules.filter(({ rule }) => !ofAssembly.some((one) => one.rule === rule))];
  return { on, assembly, arithmetic, ballot, rules };
};

/** By her office of the village, or as somebody who belongs to it or to the body. */
const responsibleFor = async (
  { models }: Consultation,
  id: string,
  { division, body }: ProceedingSubject,
): Promise<{ readonly person: string; readonly office?: string } | undefined> => {
  const [offices, actors] = await Promise.all([models.offices.get([id]), models.actors.get([id])]);
  const office = offices.get(id);
  if (office !== undefined && office.division === division && office.endedOn === undefined)
    return { person: office.person, office: id };
  const actor = actors.get(id);
  const now = <Span extends { readonly until?: string }>(span: Span) => span.until === undefined;
  const belongs =
    actor?.residencies.some((one) => one.division === division && now(one)) === true ||
    actor?.memberships.some((one) => one.body === body && now(one)) === true;
  return belongs ? { person: id } : undefined;
};

const adopt = async (
  consultation: Consultation,
  ctx: Acting,
  { commandId, proceeding, ...input }: z.output<typeof adoptInput> & { commandId: string },
) => {
  const state = await proceedingIn(consultation, proceeding);
  const subject = state.status === 'none' ? undefined : state.subject;
  const body = subject?.body ?? '';
  const resolution = `${prefix}${body}-${derivedUuid('resolution', ctx.caller.person ?? '', commandId)}`;
  return act(consultation, ctx, {
    commandId,
    stream: streamOfBody(body),
    decider: resolutionsDecider,
    resource: () => subject && resourceOfSubject(subject),
    command: async (_, words): Promise<ResolutionCommand | Refused> => {
      if (subject === undefined) return refuse('proceeding.unknown');
      const title = proseOf(words, input.title, 'title');
      if (isRefused(title)) return title;
      const text = proseOf(words, input.text, 'text');
      if (isRefused(text)) return text;
      const { due, budget } = input;
      const responsible = await responsibleFor(consultation, input.responsible, subject);
      return { do: 'adopt', resolution, subject, decided: decidedIn(state), title, text, responsible, due, budget };
    },
    audience: (_, resource) => circleOf(resource),
    result: { resolution },
  });
};

/** A command on a resolution that is there. */
const onExisting = async (
  consultation: Consultation,
  ctx: Acting,
  { commandId, resolution }: { readonly commandId: string; readonly resolution: string },
  prepare: (state: Resolutions, words: Words, place: Resource) => Promise<ResolutionCommand | Refused>,
) => {
  const body = bodyOfResolution(resolution);
  const known = (await consultation.models.bodies.get([body])).get(body);
  const resource = known && resourceOfSubject({ ...known, bodyKind: known.kind });
  return act(consultation, ctx, {
    commandId,
    stream: streamOfBody(body),
    decider: resolutionsDecider,
    resource: ({ all }) => (all.has(resolution) ? resource : undefined),
    command: async (state, words) =>
      resource === undefined ? refuse('resolution.unknown') : prepare(state, words, resource),
    audience: (_, place) => circleOf(place),
    result: { resolution },
  });
};

type Published = z.output<typeof publishInput>;

const publishing = async (
  consultation: Consultation,
  { resolution, on, places, photo: file }: Published,
  words: Words,
) => {
  const photo = await optionalFile(words, file, 'photo');
  if (isRefused(photo)) return photo;
  const body = bodyOfResolution(resolution);
  const boards = (await consultation.models.bodies.get([body])).get(body)?.noticeBoards ?? [];
  return { resolution, on, places, photo, boards, today: todayOf(consultation) };
};

/** The step that is to be taken before its result is published: those of the resolution itself are known from its stream. */
const missingBeforeResult = async (consultation: Consultation, proceeding: string) => {
  const state = await proceedingIn(consultation, proceeding);
  if (state.status !== 'under-way') return undefined;
  const { steps } = state.procedure;
  const last = steps.findIndex(({ step }) => step === 'result-published');
  return steps.slice(0, Math.max(last, 0)).find(({ step }) => step !== 'decision-published' && !isDone(state, step))
    ?.step;
};

const linkedDisclosure = async (
  consultation: Consultation,
  { disclosure, line }: z.output<typeof reportInput>,
  { division }: Resource,
): Promise<LinkedDisclosure | undefined> => {
  if (disclosure === undefined) return undefined;
  const found = await disclosureIn(consultation, disclosure);
  const isOut = found?.division === division;
  return { disclosure, line, isOut, hasLine: line !== undefined && found?.lines.has(line) === true };
};

const report = (consultation: Consultation, ctx: Acting, input: z.output<typeof reportInput> & { commandId: string }) =>
  onExisting(consultation, ctx, input, async (_, words, place) => {
    const text = proseOf(words, input.text, 'text');
    if (isRefused(text)) return text;
    const photos = await filesOf(words, input.photos, 'photos');
    if (isRefused(photos)) return photos;
    const linked = await linkedDisclosure(consultation, input, place);
    const { resolution, spent, done, commandId } = input;
    const id = derivedId('report', ctx.caller.person ?? '', commandId);
    return { do: 'report', resolution, report: id, text, photos, linked, spent, done };
  });

export const resolutionCommands = (consultation: Consultation, { command }: Procedures) => ({
  /** What an assembly decided becomes a resolution, with its number. */
  adopt: command('resolution.adopt')
    .input(adoptInput)
    .mutation(({ ctx, input }) => adopt(consultation, ctx, input)),

  /** The first disclosure. */
  publish: command('resolution.publish')
    .input(publishInput)
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, words) => {
        const given = await publishing(consultation, input, words);
        return isRefused(given) ? given : { do: 'publish', ...given };
      }),
    ),

  report: command('resolution.report')
    .input(reportInput)
    .mutation(({ ctx, input }) => report(consultation, ctx, input)),

  /** The second disclosure. */
  publishResult: command('resolution.publish')
    .input(publishInput)
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async ({ all }, words) => {
        const given = await publishing(consultation, input, words);
        if (isRefused(given)) return given;
        const proceeding = all.get(input.resolution)?.proceeding;
        const missing = proceeding === undefined ? undefined : await missingBeforeResult(consultation, proceeding);
        return { do: 'publish-result', ...given, missing };
      }),
    ),
});
