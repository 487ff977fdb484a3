import type { recountZh } from './texts.zh.ts';

export const recountEn: typeof recountZh = {
  title: 'Count it again yourself',
  lead: 'Your own device counts again from every ballot in the village’s record, and believes nothing of the result shown here. With many ballots it takes a few minutes.',
  start: 'Count again',
  again: 'Count once more',
  reading: 'Reading and checking the record: {done} of {total} entries',
  counting: 'Opening ballots: {done} of {total}',
  agrees: 'It agrees: every number that was counted again is the one published.',
  differs: '{count} things are wrong; please tell the supervision committee.',
  noResult: 'There is no result yet to compare with.',
  notProved: 'The record itself could not be verified, so nothing was counted. Verify this page to see why.',
  unreachable: 'The record can’t be reached now; try again in a moment.',
  broken: 'The count could not be finished: {reason}',
  members: '{members} people on the roll',
  person: '{name} (household {household})',
  sealed: '{tokens} tokens signed by both issuers, {sealed} sealed ballots in order',
  byHand: '{papers} paper ballots given out, {hands} people at the meeting',
  withheld: '{count} entries of the record are not yours to open; what of this ballot stands there was not counted.',
  note: 'Note',
  wrong: 'Wrong',
  save: 'Save the report',
};
