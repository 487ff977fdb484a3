import type { figuresZh } from './texts.zh.ts';

export const figuresEn: typeof figuresZh = {
  title: 'Deliberation in figures',
  year: 'Year',
  path: 'Where this is',
  summary: 'Of {villages} villages {active} deliberated, {silent} did not',
  detail: '{present} of {members} took part in ballots: a turnout of {turnout}',
  caption: 'In the order of their codes, no ranking; villages without any are listed as well',
  table: 'Deliberation in figures',
  division: 'Division',
  villages: 'Villages',
  silent: 'Without any',
  topics: 'Topics',
  proceedings: 'Procedures',
  ballots: 'Ballots',
  turnout: 'Turnout',
  resolutions: 'Resolutions',
  carriedOut: 'Carried out',
  overdue: 'Overdue',
  withoutResult: 'A year without result',
  none: 'without any',
  all: '{name}, all',
};
