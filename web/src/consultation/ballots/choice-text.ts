import type { BallotChoice, BallotQuestion } from './queries.ts';

/** A choice in words: the answer, or the options by their texts; nothing chosen is an abstention. */
export const choiceText = (
  t: (key: string) => string,
  { options }: Pick<BallotQuestion, 'options'>,
  choice: Pick<BallotChoice, 'kind' | 'answer' | 'options'>,
): string => {
  if (choice.kind === 'YES_NO') return t(`consultation.ballot.answer.${choice.answer ?? 'ABSTAIN'}`);
  if (choice.options.length === 0) return t('consultation.ballot.answer.ABSTAIN');
  return choice.options
    .map((option) => options.find((one) => one.option === option)?.text ?? t('state.erased'))
    .join(t('consultation.ballot.and'));
};
