import type { Procedure } from '@cunjian/contracts';

/** Which boards the rule counts: one of the village, or that of each natural village. */
export type CountedBoards = Procedure['posting']['boards'];

/** Whether the sheet hangs wherever the rule wants it; where a body lists no board, one posting is enough. */
export const isPostedAsRuled = (counts: CountedBoards, boards: readonly string[], posted: readonly string[]): boolean =>
  posted.length > 0 && (counts === 'village' || boards.every((board) => posted.includes(board)));
