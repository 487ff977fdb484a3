import type { ResolutionEvent } from '@cunjian/contracts';
import { unreachable } from '@cunjian/kernel';

/** Of one resolution, what never changes. */
interface Adopted {
  readonly resolution: string;
  readonly number: string;
  readonly proceeding: string;
  readonly adoptedOn: string;
  readonly due: string;
  readonly overdue: ReadonlySet<'deadline' | 'year'>;
}

/** `carried-out`: a report said that it is done; `concluded`: its result is published, too. */
export type Resolution =
  | (Adopted & { readonly status: 'adopted' })
  | (Adopted & { readonly status: 'published'; readonly publishedOn: string })
  | (Adopted & { readonly status: 'carried-out'; readonly publishedOn: string })
  | (Adopted & { readonly status: 'concluded' });

/** All of one body: their numbers are consistent as a set. */
export interface Resolutions {
  readonly all: ReadonlyMap<string, Resolution>;
}

export const initialState: Resolutions = { all: new Map() };

const next = (state: Resolution, event: ResolutionEvent): Resolution => {
  switch (event.type) {
    case 'resolution-adopted':
      return state;
    case 'resolution-published':
      return state.status === 'adopted' ? { ...state, status: 'published', publishedOn: event.data.on } : state;
    case 'resolution-reported':
      return state.status === 'published' && event.data.done ? { ...state, status: 'carried-out' } : state;
    case 'resolution-result-published':
      return { ...state, status: 'concluded' };
    case 'resolution-overdue':
      return { ...state, overdue: new Set([...state.overdue, event.data.which]) };
    default:
      return unreachable(event);
  }
};

/** Total: an event that does not belong into a state leaves it as it is. */
export const evolve = (state: Resolutions, event: ResolutionEvent): Resolutions => {
  const { resolution } = event.data;
  const known = state.all.get(resolution);
  if (known !== undefined) return { all: new Map([...state.all, [resolution, next(known, event)]]) };
  if (event.type !== 'resolution-adopted') return state;
  const { number, proceeding, adoptedOn, due } = event.data;
  const adopted: Resolution = {
    status: 'adopted',
    ...{ resolution, number, proceeding, adoptedOn, due, overdue: new Set<'deadline' | 'year'>() },
  };
  return { all: new Map([...state.all, [resolution, adopted]]) };
};

/** `2026-3`: the third that the body adopted in that year. */
export const nextNumber = ({ all }: Resolutions, year: string): string => {
  const ofYear = [...all.values()].filter(({ number }) => number.startsWith(`${year}-`));
  return `${year}-${ofYear.length + 1}`;
};
