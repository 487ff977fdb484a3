import type { Resolution } from '../consultation/resolutions/queries.ts';
import { asSealed, compareArithmetic } from './compare-tally.ts';
import { createComparison, fieldsOf, type Compare, type SayField } from './comparison.ts';

/** What the page shows of a resolution as it was adopted; texts are null where they were erased. */
export type ShownResolution = Pick<
  Resolution,
  'id' | 'number' | 'title' | 'text' | 'adoptedOn' | 'due' | 'budget' | 'assembly' | 'arithmetic' | 'ballot'
>;

/** All of it against the event `resolution-adopted`. What came later are other events. */
export const compareResolution =
  ({ id, title, text, assembly, arithmetic, ...facts }: ShownResolution, say?: SayField): Compare =>
  (event, values) => {
    const found = createComparison(values, say);
    const data = fieldsOf(event['data']);
    const { number, adoptedOn, due, budget, ballot } = facts;
    found.figures('', { number, adoptedOn, due, budget, ballot }, data);
    found.plain('', 'resolution', id, data['resolution']);
    found.plain('', 'assembly', asSealed(assembly), data['assembly']);
    compareArithmetic(found, arithmetic, data['arithmetic']);
    found.text('', 'title', title, data['title']);
    found.text('', 'text', text, data['text']);
    return found.result();
  };
