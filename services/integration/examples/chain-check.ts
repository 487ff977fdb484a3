/**
 * What a message is to a consumer, by its headers `cunjian-index` and `cunjian-previous-index` and by the index of the
 * last that was taken of the same log (`cunjian-log`) in the same topic.
 * `repeat`: it has been taken, drop it. `gap`: messages before it are missing, get them from the log.
 */
export const judge = (
  index: number,
  previous: number | undefined,
  last: number | undefined,
): 'new' | 'repeat' | 'gap' => {
  if (last !== undefined && index <= last) return 'repeat';
  return previous === last ? 'new' : 'gap';
};
