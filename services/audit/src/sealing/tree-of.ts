import { parseTilePath, readTree, type TreeHead, type TreeReader } from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import type { DivisionLogs } from './division-logs.ts';

/** A log's tree as of one of its heads; every tile is checked against the root. Throws as `readTree`. */
export const treeOf = (logs: DivisionLogs, log: string, head: TreeHead): Promise<TreeReader> =>
  readTree(
    (path) => {
      const tile = parseTilePath(path);
      return tile.kind === 'hashes' ? logs.tile(log, tile.level, tile.index, tile.width) : undefined;
    },
    head,
    createNodeHasher(),
  );
