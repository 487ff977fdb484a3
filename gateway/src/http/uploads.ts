import { maxBlobBytes, type BlobStore } from '@cunjian/blob-store';
import { isRefused } from '@cunjian/kernel';
import { raw, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { gatewayError } from '../errors.ts';
import { refusedQuery } from '../refused.ts';
import { uploadPath } from './request.ts';
import type { ContextOf } from './request-context.ts';
import type { QuotaExceeded, UploadLedger, Uploader } from './upload-quota.ts';

/** Files from one address within ten minutes. */
const maxUploads = 300;
const uploadWindowMs = 10 * 60 * 1_000;

const bytesPerMegabyte = 1_000_000;
const megabytes = ({ used, limit }: QuotaExceeded) => ({
  used: Math.ceil(used / bytesPerMegabyte),
  limit: Math.floor(limit / bytesPerMegabyte),
});

/**
 * `POST /upload`: the bytes of a file, up to 20 MB, kept under their hash until a command names it. Anybody whose
 * account is bound to a person may: what a file is, and whether it may be used, decides the command.
 */
export const uploadRoutes = (blobs: BlobStore, contextOf: ContextOf, ledger: UploadLedger): Router => {
  const router = Router();
  router.post(
    uploadPath,
    rateLimit({
      windowMs: uploadWindowMs,
      limit: maxUploads,
      standardHeaders: true,
      legacyHeaders: false,
      handler: async (request, _response, next) =>
        next(gatewayError('request.too-many', (await contextOf(request)).language, {}, { status: 429 })),
    }),
    async (request, response, next) => {
      // Before a byte of the body is taken.
      const { registry, language } = await contextOf(request);
      const { value } = await registry.me.get({});
      const { person, acting, offices, villages } = value;
      if (person === null) throw gatewayError('request.sign-in-first', language, {}, { status: 401 });
      const office = offices.find((one) => one.office === acting);
      response.locals['uploader'] = { person, division: office?.division ?? villages[0]?.division } satisfies Uploader;
      next();
    },
    raw({ type: () => true, limit: maxBlobBytes, inflate: false }),
    async (request, response) => {
      const { language, call } = await contextOf(request);
      const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const exceeded = ledger.take(response.locals['uploader'] as Uploader, bytes.length);
      if (exceeded !== undefined) throw gatewayError(exceeded.code, language, megabytes(exceeded), { status: 429 });
      const kept = await blobs.put(bytes, call.account);
      if (isRefused(kept)) throw refusedQuery(kept.refused, language, 422);
      response.json({ sha256: kept, bytes: bytes.length });
    },
  );
  return router;
};
