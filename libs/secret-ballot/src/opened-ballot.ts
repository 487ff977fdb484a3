import type { Choice, ConsultationEvent, Question } from '@cunjian/contracts';
import { canonicalJson, refuse, type Refused } from '@cunjian/kernel';
import { utf8 } from './bytes.ts';
import type { BallotSetting } from './setting.ts';

type OpenedBallot = Extract<ConsultationEvent, { readonly type: 'ballot-opened' }>['data'];

const bytesOf = (choice: Choice): number => utf8(canonicalJson(choice)).length;

/** As long as `most` options can be: the longest ids, written once each. */
const longest = (kind: 'one-of' | 'up-to' | 'election', options: readonly string[], most: number): number => {
  const byLength = options.toSorted((a, b) => utf8(canonicalJson(b)).length - utf8(canonicalJson(a)).length);
  return bytesOf({ kind, options: byLength.slice(0, most) });
};

/** Of the longest choice that a question allows, as canonical JSON: what every choice is padded to. */
export const choiceBytesOf = (question: Question): number => {
  switch (question.kind) {
    case 'yes-no':
      return Math.max(...(['for', 'against', 'abstain'] as const).map((answer) => bytesOf({ kind: 'yes-no', answer })));
    case 'one-of':
      return longest(
        question.kind,
        question.options.map(({ option }) => option),
        1,
      );
    case 'up-to':
      return longest(
        question.kind,
        question.options.map(({ option }) => option),
        question.most,
      );
    case 'election':
      return longest(
        question.kind,
        question.candidates.map(({ option }) => option),
        question.seats,
      );
  }
};

/** What `loadSetting` takes, from the event that opened a ballot. Refuses `ballot-setting.malformed` where it has no keys. */
export const settingOf = (
  opened: Pick<OpenedBallot, 'ballot' | 'question' | 'issuers' | 'holders'>,
): BallotSetting | Refused => {
  const [first, second] = opened.issuers;
  const [one, two, three] = opened.holders;
  if (!first || !second || opened.issuers.length !== 2)
    return refuse('ballot-setting.malformed', { field: 'issuers' }, 'issuers');
  if (!one || !two || !three || opened.holders.length !== 3)
    return refuse('ballot-setting.malformed', { field: 'holders' }, 'holders');
  return {
    ballot: opened.ballot,
    issuers: [first.key, second.key],
    officers: [one.key, two.key, three.key],
    choiceBytes: choiceBytesOf(opened.question),
  };
};
