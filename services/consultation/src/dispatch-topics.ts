import type { AssemblyKind } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { foldHistory, instantOf, loadStream } from '@cunjian/service-kit/acting';
import { circleOf } from './api/look-ups.ts';
import { suggestionAudience } from './api/suggestions.ts';
import type { Consultation } from './consultation-context.ts';
import { suggestionDecider, type SuggestionCommand } from './suggestion/decide.ts';
import { topicDecider } from './topic/decide.ts';

type Carried = Promise<'done' | Refused>;
/** Proceedings of one topic, and ballots of it. */
const maxOfTopic = 50;

/** The villagers' assembly meets as villagers or by households' representatives. */
const isOf = (demanded: AssemblyKind, assembly: AssemblyKind | undefined): boolean =>
  assembly === demanded || (demanded === 'villagers' && assembly === 'households');

/** Whether the assembly has been called or has met, by a meeting or by a ballot of one of the topic's proceedings. */
const isCalled = async ({ models }: Consultation, topic: string, demanded: AssemblyKind): Promise<boolean> => {
  const { items } = await models.proceedings.find({ where: { topic }, limit: maxOfTopic });
  const steps = items.flatMap(({ document: { calls, taken } }) => [...calls, ...taken]);
  if (steps.some(({ assembly }) => isOf(demanded, assembly))) return true;
  const ballots = await models.ballots.find({
    where: { proceeding: { in: items.map(({ key }) => key) } },
    limit: maxOfTopic,
  });
  return ballots.items.some(({ document }) => isOf(demanded, document.rule.assembly));
};

export const markAssemblyOverdue = async (
  consultation: Consultation,
  { commandId, actor, correlationId, data }: DispatchedCommand,
): Carried => {
  const { topic } = data as { readonly topic: string };
  const state = foldHistory(topicDecider, await loadStream(consultation, topic));
  if (state.status === 'none') return refuse('topic.unknown');
  const { division, body, demand } = state;
  const called = demand !== undefined && (await isCalled(consultation, topic, demand.assembly));
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
