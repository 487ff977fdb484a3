import type { DueDate } from '../../api/shapes.ts';

/** One step of the procedure that the rule in force asks for. */
export interface Step {
  readonly step: string;
  readonly done: boolean;
  readonly at: string | null;
  readonly due: DueDate | null;
}
