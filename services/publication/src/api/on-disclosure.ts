import {
  type Acting,
  type AttachmentInput,
  type Words,
  act,
  freeText,
  resolveAttachment,
  screenInput,
} from '@cunjian/service-kit/acting';
import { circleOf, type Resource, resourceOfSubject } from '@cunjian/access';
import type { Audience, DisclosureEvent, DisclosureSubject } from '@cunjian/contracts';
import { isRefused, refuse, refuseAll, type Refused } from '@cunjian/kernel';
import type { z } from 'zod';
import type { DisclosureCommand } from '../disclosure/command.ts';
import { disclosureDecider } from '../disclosure/decide.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import { plainSchemas } from '../plain-schemas.ts';
import type { Publication } from '../publication-context.ts';
import { resolveContent } from './content.ts';
import { type ContentInput } from './inputs.ts';
import { previousClosings } from './look-ups.ts';

export const disclosureId = (body: string, period: string): string => `disclosure-${body}-${period}`;

const forReaders: ReadonlySet<DisclosureEvent['type']> = new Set<DisclosureEvent['type']>([
  'disclosure-published',
  'disclosure-posted',
  'disclosure-withdrawn',
  'objection-window-closed',
]);

/** The right to read follows the legal body: a collective's members are not the same people as the residents. */
export const disclosureAudience = ({ type }: DisclosureEvent, resource: Resource): Audience =>
  forReaders.has(type) ? circleOf(resource) : 'committee';

const subjectOf = (state: Disclosure): DisclosureSubject | undefined =>
  state.status === 'none' ? undefined : state.subject;

type Prepare = (state: Disclosure, subject: DisclosureSubject, words: Words) => Promise<DisclosureCommand | Refused>;

/** A command on a disclosure that is there. */
export const onExisting = (
  publication: Publication,
  ctx: Acting,
  { commandId, disclosure }: { readonly commandId: string; readonly disclosure: string },
  prepare: Prepare,
) =>
  act(publication, ctx, {
    commandId,
    stream: disclosure,
    decider: disclosureDecider,
    resource: (state) => {
      const subject = subjectOf(state);
      return subject && resourceOfSubject(subject);
    },
    command: async (state, words) => {
      const subject = subjectOf(state);
      return subject === undefined ? refuse('disclosure.unknown') : prepare(state, subject, words);
    },
    audience: disclosureAudience,
    result: { disclosure },
  });

export const figuresOf = async (
  publication: Publication,
  words: Words,
  subject: Pick<DisclosureSubject, 'body' | 'from' | 'period'>,
  input: ContentInput,
) => {
  const content = await resolveContent(words.openFile, input);
  if (isRefused(content)) return content;
  return {
    content: words.conceal(plainSchemas.disclosureContent, content),
    previous: await previousClosings(publication, subject),
  };
};

/** Text of a person: its digest, unless there is a number in it that must not be published. */
export const wordOf = (words: Words, text: z.output<typeof freeText>, field: string) =>
  refuseAll(screenInput(text, field)) ?? words.conceal(freeText, text);

export const screenedAttachment = async (words: Words, file: AttachmentInput, field: string) =>
  refuseAll(screenInput(file, field)) ?? resolveAttachment(words.openFile, file, field);
