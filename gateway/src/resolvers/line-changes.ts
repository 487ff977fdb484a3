import { canonicalJson } from '@cunjian/kernel';
import type { ContentView } from '../reads.ts';

type Account = ContentView['accounts'][number];
type Line = Account['lines'][number];

export interface LineChange {
  readonly account: string;
  readonly line: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: Line;
  readonly after?: Line;
}

interface Placed {
  readonly account: string;
  readonly line: Line;
}

const linesOf = ({ accounts }: Pick<ContentView, 'accounts'>): ReadonlyMap<string, Placed> =>
  new Map(accounts.flatMap(({ account, lines }) => lines.map((line) => [line.line, { account, line }] as const)));

/** What a correction did, line by line, in the order of the new version; removed lines come last. */
export const lineChanges = (
  before: Pick<ContentView, 'accounts'>,
  after: Pick<ContentView, 'accounts'>,
): readonly LineChange[] => {
  const [old, now] = [linesOf(before), linesOf(after)];
  const changes: LineChange[] = [];
  for (const [id, { account, line }] of now) {
    const earlier = old.get(id);
    if (earlier === undefined) changes.push({ account, line: id, kind: 'added', after: line });
    else if (earlier.account !== account || canonicalJson(earlier.line) !== canonicalJson(line))
      changes.push({ account, line: id, kind: 'changed', before: earlier.line, after: line });
  }
  for (const [id, { account, line }] of old)
    if (!now.has(id)) changes.push({ account, line: id, kind: 'removed', before: line });
  return changes;
};
