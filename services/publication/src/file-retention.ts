import { todayOf } from '@cunjian/service-kit/acting';
import { isRefused } from '@cunjian/kernel';
import { retentionIntervalMs } from '@cunjian/service-kit';
import { resourceOfBody } from './api/look-ups.ts';
import type { NamedFileDocument } from './projections/named-files.ts';
import { type Publication } from './publication-context.ts';
import { erasedFileStream, fileErasureDecider } from './file/decide.ts';
import { erasureAudience } from './api/erase-file.ts';

const actor = 'system:publication-retention';
const filesPerPage = 500;

/** Erases protected originals whose retention has ended, of bodies that still exist and of those dissolved alike. */
export const createFileRetention = (publication: Publication) => {
  const { runtime, models } = publication;

  const erase = async ({ sha256, documents, names }: NamedFileDocument): Promise<boolean> => {
    const [first] = documents;
    if (first === undefined) return false;
    const { division, body } = first;
    const resource = (body === undefined ? undefined : await resourceOfBody(publication, body)) ?? { division };
    const ids = documents.map(({ document }) => document);
    const handled = await runtime.handle({
      stream: erasedFileStream(sha256),
      decider: fileErasureDecider,
      command: { sha256, documents: ids, names: [...names], ground: 'retention' },
      meta: {
        ...{ commandId: runtime.random.uuid(), actor, correlationId: actor, division, body },
        audience: erasureAudience(ids, resource),
      },
    });
    if (isRefused(handled)) {
      if (handled.refused[0].code === 'file.erased-already') return false;
      throw new Error(`${sha256} was not erased: ${handled.refused[0].code}`);
    }
    await runtime.blobs.erase(sha256);
    return true;
  };

  /** Answers how many were erased. */
  const runOnce = async (): Promise<number> => {
    let erased = 0;
    for (let after: string | undefined; ;) {
      const page = await models.namedFiles.find({
        // `to` is exclusive.
        where: { keptUntil: { from: '', to: `${todayOf(publication)}~` } },
        order: { by: 'keptUntil', direction: 'ascending' },
        limit: filesPerPage,
        ...(after === undefined ? {} : { after }),
      });
      for (const { document } of page.items) if (await erase(document)) erased++;
      after = page.items.at(-1)?.cursor;
      if (!page.hasMore || after === undefined) return erased;
    }
  };

  return {
    runOnce,
    /** Again and again until `signal` is aborted. What fails is logged and tried again the next time. */
    run: async (signal: AbortSignal): Promise<void> => {
      while (!signal.aborted) {
        await runOnce().catch((error: unknown) => runtime.log.error({ err: error }, 'retention of files failed'));
        await runtime.clock.sleep(retentionIntervalMs, signal);
      }
    },
  };
};
