import type { RecordedEvent } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { foldHistory, instantOf, loadStream } from '@cunjian/service-kit/acting';
import { circleOf } from './api/look-ups.ts';
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

export const markAssemblyOverdue = async (
  consultation: Consultation,
  { commandId, actor, correlationId, data }: DispatchedCommand,
): Carried => {
  const { topic } = data as { readonly topic: string };
  const history = await loadStream(consultation, topic);
  const state = foldHistory(topicDecider, history);
  if (state.status === 'none') return refuse('topic.unknown');
  const { division, body } = state;
  const duty = dutyIn(topic, history);
  const called = duty !== undefined && (await isAssemblyCalled(consultation, duty));
  const handled = await consultation.runtime.handle({
    stream: topic,
    decider: topicDecider,
    command: { do: 'mark-overdue', now: instantOf(consultation), called },
    meta: { commandId, actor, correlationId, division, body, audience: circleOf(state) },
  });
  return isRefused(handled) ? handled : 'done';
};

const onSuggestion = async (
  consultation: Consultation,
  { commandId, actor, correlationId }: DispatchedCommand,
  suggestion: string,
  command: SuggestionCommand,
): Carried => {
  const state = foldHistory(suggestionDecider, await loadStream(consultation, suggestion));
  if (state.status === 'none') return refuse('suggestion.unknown');
  const { division, body } = state;
  const audience = suggestionAudience(state);
  const handled = await consultation.runtime.handle({
    stream: suggestion,
    decider: suggestionDecider,
    command,
    meta: { commandId, actor, correlationId, division, body, audience },
  });
  return isRefused(handled) ? handled : 'done';
};

export const markSuggestionOverdue = (consultation: Consultation, command: DispatchedCommand): Carried => {
  const { suggestion } = command.data as { readonly suggestion: string };
  return onSuggestion(consultation, command, suggestion, { do: 'mark-overdue', now: instantOf(consultation) });
};

export const takeUpSuggestion = (consultation: Consultation, command: DispatchedCommand): Carried => {
  const { suggestion, topic } = command.data as { readonly suggestion: string; readonly topic: string };
  return onSuggestion(consultation, command, suggestion, { do: 'take-up', topic });
};
