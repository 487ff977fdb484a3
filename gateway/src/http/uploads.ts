import { maxBlobBytes, type BlobStore } from '@cunjian/blob-store';
import { isRefused } from '@cunjian/kernel';
import { raw, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { gatewayError } from '../errors.ts';
import { refusedQuery } from '../refused.ts';
import type { ContextOf } from './request-context.ts';

/** Files from one address within ten minutes. */
const maxUploads = 300;
const uploadWindowMs = 10 * 60 * 1_000;

/**
 * `POST /upload`: the bytes of a file, up to 20 MB, kept under their hash until a command names it. Anybody whose
 * account is bound to a person may: what a file is, and whether it may be used, decides the command.
 */
export const uploadRoutes = (blobs: BlobStore, contextOf: ContextOf): Router => {
  const router = Router();
  router.post(
    '/upload',
    rateLimit({
      windowMs: uploadWindowMs,
      limit: maxUploads,
      standardHeaders: true,
      legacyHeaders: false,
      handler: async (request, _response, next) =>
        next(gatewayError('request.too-many', (await contextOf(request)).language, {}, { status: 429 })),
    }),
    async (request, _response, next) => {
      // Before a byte of the body is taken.
      const { registry, language } = await contextOf(request);
      const { value } = await registry.me.get({});
      next(value.person === null ? gatewayError('request.sign-in-first', language, {}, { status: 401 }) : undefined);
    },
    raw({ type: () => true, limit: maxBlobBytes, inflate: false }),
    async (request, response) => {
      const { language, call } = await contextOf(request);
      const bytes: unknown = request.body;
      const kept = await blobs.put(bytes instanceof Uint8Array ? bytes : new Uint8Array(), call.account);
      if (isRefused(kept)) throw refusedQuery(kept.refused, language, 422);
      response.json({ sha256: kept, bytes: bytes instanceof Uint8Array ? bytes.length : 0 });
    },
  );
  return router;
};
