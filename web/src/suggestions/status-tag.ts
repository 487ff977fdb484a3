import type { SuggestionInList } from './queries.ts';

const classes = { WAITING: '', OVERDUE: 'bad', ANSWERED: 'warn', SETTLED: 'good' } as const;

/** How the tag of a status looks: what waits for the suggester stands out less than what is overdue. */
export const statusTag = (status: SuggestionInList['status']): string => classes[status];
