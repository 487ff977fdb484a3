import { connection } from '../../api/connection.ts';

export interface ConsultationFigures {
  readonly division: { readonly code: string; readonly name: string; readonly level: string };
  readonly villages: number;
  readonly active: number;
  readonly silent: number;
  readonly topics: number;
  readonly proceedings: number;
  readonly ballots: number;
  readonly members: number;
  readonly present: number;
  readonly resolutions: number;
  readonly carriedOut: number;
  readonly overdue: number;
  readonly withoutResult: number;
}
const fields = `division { code name level } villages active silent topics proceedings ballots members present
  resolutions carriedOut overdue withoutResult`;
export const consultationFiguresQuery = `query ConsultationFigures($division: DivisionCode!, $year: Int!, $first: Int!, $after: String, $atLeast: Position) {
  consultationStatistics(division: $division, year: $year, atLeast: $atLeast) { ${fields}
    children(first: $first, after: $after) { ${connection(fields)} } } }`;
