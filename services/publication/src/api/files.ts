import { attachmentInput, erasedFiles, freeText, idInput, maxBatch, todayOf } from '@cunjian/service-kit/acting';
import { nationalDivision } from '@cunjian/contracts';
import { reveal } from '@cunjian/personal-data';
import { z } from 'zod';
import { eraseFile } from './erase-file.ts';
import { type Procedures, type Publication } from '../publication-context.ts';
import { readableDocuments } from './readable-documents.ts';
import { viewerOf } from './views.ts';

const fileHash = attachmentInput.shape.file;

export const files = (publication: Publication, { query, command }: Procedures) => ({
  /**
   * Erases for good the bytes of an attachment, a scan, a photo or an original, in every document that names them, and
   * the names it had. Refuses `file.not-named`, `file.named-elsewhere`, `file.duty-to-keep`, `file.erased-already`.
   */
  erase: command('personal-data.erase')
    .input(z.object({ document: idInput, file: fileHash, ground: z.enum(['request', 'unlawful']), reason: freeText }))
    .mutation(({ ctx, input }) => eraseFile(publication, ctx, input)),

  /** Of those files that are erased: when, by which office, why; for who may read a document that named them. In any order. */
  erasures: query('notice.read', erasedFiles)
    .input(z.object({ files: z.array(fileHash).max(maxBatch) }))
    .query(async ({ ctx, input }) => {
      ctx.may({ division: nationalDivision });
      const found = [...(await publication.models.erasedFiles.get([...new Set(input.files)])).values()];
      const named = found.flatMap(({ documents }) => documents);
      const readable = await readableDocuments(publication, ctx.caller, named);
      const shown = found.filter(({ documents }) => documents.some((document) => readable.has(document)));
      const views = shown.map(({ sha256, at, ground, reason, office }) => ({ sha256, at, ground, reason, office }));
      return ctx.answer(await reveal(publication.runtime.vault, views, viewerOf('masked', todayOf(publication))));
    }),
});
