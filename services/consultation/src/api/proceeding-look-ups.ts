import type { AssemblyKind, Attachment, BodyKind, Matter, RecordedEvent, TopicEvent } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { CallContext } from '@cunjian/service-kit';
import { derivedUuid, foldHistory, loadStream, type freeText, type Words } from '@cunjian/service-kit/acting';
import { startOfDay } from '@cunjian/statutes';
import type { z } from 'zod';
import type { Consultation } from '../consultation-context.ts';
import { proceedingDecider } from '../proceeding/decide.ts';
import { decidingStep, type Proceeding, type ProceedingSubject } from '../proceeding/proceeding.ts';
import { bodyOfAssembly } from './assembly-body.ts';
import { filesOf, proseOf, type fileInput } from './prose.ts';

/** A topic that was rejected or given up may be taken up again, so often. */
const maxProceedingsOfTopic = 50;

interface OfBody {
  readonly division: string;
  readonly body: string;
  readonly bodyKind: BodyKind;
}

export const proceedingIn = async (consultation: Consultation, proceeding: string): Promise<Proceeding> =>
  foldHistory(proceedingDecider, await loadStream(consultation, proceeding));

/** What a proceeding takes over from its topic. */
export interface TopicToProceed extends OfBody {
  readonly topic: string;
  readonly matter: Matter;
  readonly isWithdrawn: boolean;
}

/** From its stream as it is now; undefined where there is no such topic. */
export const topicIn = async (consultation: Consultation, topic: string): Promise<TopicToProceed | undefined> => {
  const history = await loadStream(consultation, topic);
  const events = history.map(({ name, data }) => ({ type: name, data }) as TopicEvent);
  const proposed = events.find((event) => event.type === 'topic-proposed');
  if (proposed === undefined) return undefined;
  const { division, body, bodyKind, matter } = proposed.data;
  const isWithdrawn = events.some(({ type }) => type === 'topic-withdrawn');
  return { topic, division, body, bodyKind, matter, isWithdrawn };
};

/** A completed poll settles nothing: a decision that binds may follow it. */
const isSettled = ({ outcome, procedure }: Extract<Proceeding, { status: 'ended' }>): boolean =>
  outcome === 'completed' && decidingStep(procedure) !== undefined;

/**
 * The stream of the topic's proceeding: one at a time, and after one that settled nothing the next. So two that begin at
 * once are one and a refusal.
 */
export const streamToBegin = async (consultation: Consultation, topic: string, commandId: string): Promise<string> => {
  let stream = '';
  for (let at = 1; at <= maxProceedingsOfTopic; at++) {
    stream = `proceeding-${derivedUuid('proceeding', topic, String(at))}`;
    const history = await loadStream(consultation, stream);
    if (history[0] === undefined || history[0].causationid === commandId) return stream;
    const state = foldHistory(proceedingDecider, history);
    const isOver = state.status === 'ended' && !isSettled(state);
    if (!isOver) return stream;
  }
  return stream;
};

/** The register knows the party branch's committee by its secretary alone. */
const isEntered = (assembly: AssemblyKind): boolean => assembly === 'party-branch';

/**
 * How many belong to an assembly on a day. As entered for the party branch, and for party members where the register
 * has no roll of them. Refuses `proceeding.members-missing`.
 */
export const membersOn = async (
  consultation: Consultation,
  call: CallContext,
  { division, body, group }: ProceedingSubject,
  {
    assembly,
    on,
    entered,
  }: { readonly assembly: AssemblyKind; readonly on: string; readonly entered?: number | undefined },
): Promise<number | Refused> => {
  const roll = isEntered(assembly) ? undefined : await bodyOfAssembly(consultation, assembly, { division, body });
  if (roll !== undefined) {
    const ofGroup = group === undefined || (assembly !== 'group' && assembly !== 'households') ? {} : { group };
    const asked = { assembly, division, body: roll, asOf: startOfDay(on), ...ofGroup };
    const counted = await consultation.registry.count(call, asked);
    if (isRefused(counted) || counted > 0 || assembly !== 'party-members') return counted;
  }
  return entered ?? refuse('proceeding.members-missing', {}, 'members');
};

/** `undefined` where nothing was written. */
export const optionalProse = (words: Words, text: z.output<typeof freeText> | undefined, field: string) =>
  text === undefined ? undefined : proseOf(words, text, field);

export const optionalFile = async (
  words: Words,
  file: z.output<typeof fileInput> | undefined,
  field: string,
): Promise<Attachment | undefined | Refused> => {
  if (file === undefined) return undefined;
  const found = await filesOf(words, [file], field);
  return isRefused(found) ? found : found[0];
};

/** Of a disclosure that is out: where it is, and its lines. From its stream as it is now. */
export interface FinanceToLink {
  readonly division: string;
  readonly lines: ReadonlySet<string>;
}

const linesOf = ({ data }: RecordedEvent): string[] => {
  const { content } = data as { content: { accounts: readonly { lines: readonly { line: string }[] }[] } };
  return content.accounts.flatMap(({ lines }) => lines.map(({ line }) => line));
};

export const disclosureIn = async (
  consultation: Consultation,
  disclosure: string,
): Promise<FinanceToLink | undefined> => {
  const history = disclosure.startsWith('disclosure-') ? await loadStream(consultation, disclosure) : [];
  const last = history.findLast(({ name }) => name === 'disclosure-published' || name === 'disclosure-withdrawn');
  return last?.name === 'disclosure-published'
    ? { division: last.partitionkey, lines: new Set(linesOf(last)) }
    : undefined;
};
