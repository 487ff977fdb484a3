/** Headers of a message, as any Kafka client gives them. */
export interface Place {
  readonly topic: string;
  /** `cunjian-log`: the log of one division in one epoch. */
  readonly log: string;
  /** `cunjian-index` */
  readonly index: number;
  /** `cunjian-previous-index`: of the message before this one of the same log in the same topic. */
  readonly previous: number | undefined;
}

/** `repeat`: had it. `gap`: messages before it are missing. Keep `last` with what you make of the messages. */
export const judge = (place: Place, last: number | undefined): 'new' | 'repeat' | 'gap' => {
  if (last !== undefined && place.index <= last) return 'repeat';
  return place.previous === last ? 'new' : 'gap';
};
