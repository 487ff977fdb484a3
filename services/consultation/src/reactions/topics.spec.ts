import type { SuggestionEvent } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import { digest, due } from '../../test/example.ts';
import { recorder } from '../../test/recorded.ts';
import type { EventOfTopic } from '../topic/topic.ts';
import { assemblyOverdue } from './assembly-overdue.ts';
import { eraseFileNames } from './erase-file.ts';
import { suggestionOverdue } from './suggestion-overdue.ts';
import { takeUpSuggestion } from './take-up-suggestion.ts';

const place = { division: '330326101201', body: 'body-a', bodyKind: 'villagers-committee' } as const;
const at = due.endsAt;
const record = recorder('stream', place.body);

it('an assembly that was demanded has a deadline, and is overdue when it has passed', () => {
  const topic = 'topic-1';
  const demanded: EventOfTopic = {
    type: 'assembly-demanded',
    data: { topic, assembly: 'villagers', of: 'adults', have: 3, needed: 3, members: 30, due },
  };
  expect(assemblyOverdue.deadlines?.(record(demanded))).toEqual({ set: [{ key: topic, at, topic }] });
  expect(assemblyOverdue.onDeadline?.({ key: topic, at, topic })).toEqual([
    { type: 'mark-assembly-overdue', data: { topic } },
  ]);
});

describe('the deadline of an answer', () => {
  const suggestion = 'suggestion-1';
  const deadlines = (event: SuggestionEvent) => suggestionOverdue.deadlines?.(record(event));
  const set = { set: [{ key: suggestion, at, suggestion }] };
  const clear = { clear: [suggestion] };
  it('is set by the suggestion and by an answer that did not settle it; else it is cleared', () => {
    const words = { title: digest('t'), text: digest('x'), photos: [] };
    expect(
      deadlines({
        type: 'suggestion-made',
        data: { suggestion, ...place, open: true, ...words, suggester: 'p1', due },
      }),
    ).toEqual(set);
    expect(
      deadlines({ type: 'suggestion-answered', data: { suggestion, text: digest('a'), attachments: [] } }),
    ).toEqual(clear);
    expect(deadlines({ type: 'suggestion-settled', data: { suggestion, settled: false, due } })).toEqual(set);
    expect(deadlines({ type: 'suggestion-settled', data: { suggestion, settled: true } })).toEqual(clear);
  });
  it('passed, is overdue', () => {
    expect(suggestionOverdue.onDeadline?.({ key: suggestion, at, suggestion })).toEqual([
      { type: 'mark-suggestion-overdue', data: { suggestion } },
    ]);
  });
});

it('a topic that grew from a suggestion is told to it, another one to nobody', () => {
  const proposed = (suggestion?: string): EventOfTopic => ({
    type: 'topic-proposed',
    data: {
      ...{ topic: 'topic-1', ...place, matter: 'general', title: digest('t'), text: digest('x'), attachments: [] },
      ...{ proposer: 'p1', ...(suggestion === undefined ? {} : { suggestion }) },
    },
  });
  expect(takeUpSuggestion.react?.(record(proposed('suggestion-1')))).toEqual([
    { type: 'take-up-suggestion', data: { topic: 'topic-1', suggestion: 'suggestion-1' } },
  ]);
  expect(takeUpSuggestion.react?.(record(proposed()))).toEqual([]);
});

it('names of an erased file go from the vault of this service, too', () => {
  const names = [digest('name')];
  const event = { ...record({ type: 'value-erased', data: { digests: [], reason: 'request' } }), data: { names } };
  expect(eraseFileNames.react?.(event)).toEqual([{ type: 'erase-values', data: { digests: names } }]);
});
