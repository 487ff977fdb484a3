import type { Step } from './steps.ts';

export interface Language {
  readonly t: (key: string, params: Record<string, unknown>) => string;
  readonly has: (key: string) => boolean;
  readonly formatTime: (at: string) => string;
}

/** Where a step has several sentences for one verdict, `variant` names one; without it the sentence is `base`. */
export const stepText = ({ step, verdict, params }: Step, { t, has, formatTime }: Language): string => {
  const key = `verify.step.${step}.${verdict}`;
  const at = params['next'] ?? params['at'] ?? params['time'];
  const filled = {
    ...params,
    // Entries are numbered from 1 for people.
    number: Number(params['index'] ?? 0) + 1,
    date: at === undefined ? '' : formatTime(typeof at === 'number' ? new Date(at).toISOString() : at),
  };
  const variant = `${key}.${params['variant'] ?? 'base'}`;
  return t(has(variant) ? variant : key, filled);
};
