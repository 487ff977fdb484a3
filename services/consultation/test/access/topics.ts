import { randomUUID } from 'node:crypto';
import { committee, ok, personId, png, upload, village } from '../harness.ts';
import type { PartOfMatrix } from './part.ts';

const commandId = randomUUID;
const text = { title: '路灯', text: '坏了' };

/** Topics, comments and suggestions: read and written by the village, its supervisors and auditors, and nobody else. */
export const topicEntries: PartOfMatrix = async (harness, accounts) => {
  const villager = harness.as('villager');
  const clerk = harness.acting('clerk');
  const file = await upload(harness, png(3), ['villager', 'clerk', ...accounts]);
  const photos = [{ file, name: '照片.png' }];
  const input = { body: committee, matter: 'general', ...text } as const;
  const { topic } = await ok(villager.topics.propose({ commandId: commandId(), ...input, attachments: photos }));
  const { comment } = await ok(villager.comments.make({ commandId: commandId(), topic, text: '好' }));
  const { comment: other } = await ok(villager.comments.make({ commandId: commandId(), topic, text: '不好' }));
  await ok(clerk.comments.fold({ commandId: commandId(), comment: other, ground: 'insult', reason: '骂人' }));
  const suggest = async (open: boolean) =>
    (await ok(villager.suggestions.make({ commandId: commandId(), body: committee, open, ...text, photos })))
      .suggestion;
  const [open, hidden] = [await suggest(true), await suggest(false)];
  await harness.catchUp();
  const first = { first: 5 };
  const turns = 'it lists what waits for the office acted in, and asks about each body of its village';
  return {
    'reads.mine': { input: first, sameAnswer: 'the person asked about is the caller herself' },
    'topics.propose': { input },
    'topics.revise': { input: { topic, ...text } },
    'topics.withdraw': { input: { topic, reason: '撤' } },
    'topics.support': { input: { topic } },
    'topics.withdrawSupport': { input: { topic } },
    'topics.summarise': { input: { topic, text: '两边' } },
    'topics.get': { input: { ids: [topic] } },
    'topics.list': { input: { division: village, ...first } },
    'topics.demanded': { input: first, sameAnswer: turns },
    'comments.make': { input: { topic, text: '好' } },
    'comments.edit': { input: { comment, text: '好' } },
    'comments.fold': { input: { comment, ground: 'insult', reason: '骂人' } },
    'comments.appeal': { input: { comment: other, text: '没有骂人' } },
    'comments.decideAppeal': { input: { comment: other, unfolded: true, reasons: '没有' } },
    'comments.get': { input: { ids: [comment] } },
    'comments.pages': { input: { pages: [{ topic, ...first }] } },
    'comments.appeals': { input: first, sameAnswer: turns },
    'suggestions.make': { input: { body: committee, open: true, ...text } },
    'suggestions.recordOnPaper': {
      input: { body: committee, open: true, ...text, person: personId('villager'), scan: photos[0] },
    },
    'suggestions.answer': { input: { suggestion: open, text: '知道了' } },
    'suggestions.settle': { input: { suggestion: hidden } },
    'suggestions.reopen': { input: { suggestion: hidden, reason: '没有' } },
    'suggestions.get': { input: { ids: [open] } },
    'suggestions.list': { input: { division: village, ...first } },
    'suggestions.mine': { input: first, sameAnswer: 'it lists those of the caller alone' },
    'suggestions.toAnswer': { input: first, sameAnswer: turns },
  };
};
