import type { meetingZh } from './texts.zh.ts';

export const meetingEn: typeof meetingZh = {
  title: 'Representatives’ assembly',
  within: { YEAR: 'this year', HALF_YEAR: 'this half-year', QUARTER: 'this quarter', MONTH: 'this month' },
  due: 'The villagers’ representatives have not met {period}; {date} is the last day.',
  met: 'They met {period} on {date}.',
  ahead: 'They have not met {period}; they have until {date}.',
  byBallot: 'Call a ballot of the representatives',
  byTopic: 'Begin a procedure from a topic',
  rules: 'By these rules',
};
