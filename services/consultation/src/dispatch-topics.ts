import type { RecordedEvent } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { carryOut, foldHistory, instantOf, loadStream } from '@cunjian/service-kit/acting';
import { circleOf } from '@cunjian/access';
import { suggestionAudience } from './api/suggestions.ts';
import { isAssemblyCalled, type Duty } from './assembly-called.ts';
import type { Consultation } from './consultation-context.ts';
import { suggestionDecider, type SuggestionCommand } from './suggestion/decide.ts';
import { topicDecider } from './topic/decide.ts';

type Carried = Promise<'done' | Refused>;

/** What was demanded, and when: the first demand is the only one. */
const dutyIn = (topic: string, history: readonly RecordedEvent[]): Duty | undefined => {
  const demanded = history.find(({ name }) => name === 'assembly-demanded');
  if (demanded === undefined) return undefined;
  const { assembly, due } = demanded.data as Pick<Duty, 'assembly' | 'due'>;
  return { topic, assembly, due, since: demanded.time };
};

export const markAssemblyOverdue = async (consultation: Consultation, dispatched: DispatchedCommand): Carried => {
  const { topic } = dispatched.data as { readonly topic: string };
  const history = await loadStream(consultation, topic);
  const state = foldHistory(topicDecider, history);
  if (state.status === 'none') return refuse('topic.unknown');
  const { division, body } = state;
  const duty = dutyIn(topic, history);
  // Asked when a ballot was cancelled, too: its term may still run.
  if (duty !== undefined && instantOf(consultation) < duty.due.endsAt) return 'done';
  const called = duty !== undefined && (await isAssemblyCalled(consultation, duty));
  const command = { do: 'mark-overdue', now: instantOf(consultation), called } as const;
  const where = { division, body, audience: circleOf(state) };
  return carryOut(consultation, dispatched, { stream: topic, decider: topicDecider, command, ...where });
};

const onSuggestion = async (
  consultation: Consultation,
  dispatched: DispatchedCommand,
  suggestion: string,
  command: SuggestionCommand,
): Carried => {
  const state = foldHistory(suggestionDecider, await loadStream(consultation, suggestion));
  if (state.status === 'none') return refuse('suggestion.unknown');
  const { division, body } = state;
  const where = { division, body, audience: suggestionAudience(state) };
  return carryOut(consultation, dispatched, { stream: suggestion, decider: suggestionDecider, command, ...where });
};

export const markSuggestionOverdue = (consultation: Consultation, command: DispatchedCommand): Carried => {
  const { suggestion } = command.data as { readonly suggestion: string };
  return onSuggestion(consultation, command, suggestion, { do: 'mark-overdue', now: instantOf(consultation) });
};

export const takeUpSuggestion = (consultation: Consultation, command: DispatchedCommand): Carried => {
  const { suggestion, topic } = command.data as { readonly suggestion: string; readonly topic: string };
  return onSuggestion(consultation, command, suggestion, { do: 'take-up', topic });
};
