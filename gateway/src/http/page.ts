import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Router, static as serveStatic } from 'express';

/** Vite names what it builds by its content, so a browser may keep it for ever. */
const assets = /[\\/]assets[\\/]/;

/** One file with everything in it, which anybody may serve from elsewhere; it says itself which of its scripts may run. */
const verifierFile = 'verifier.html';
const ownPolicy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/;

/** The built page below `root` (web/dist). Any path of the page's own router gives index.html. */
export const pageRoutes = (root: string): Router => {
  const router = Router();
  const index = join(root, 'index.html');
  router.get(`/${verifierFile}`, async (_request, response, next) => {
    const file = join(root, verifierFile);
    if (!existsSync(file)) return next();
    const html = await readFile(file, 'utf8');
    const [, policy] = ownPolicy.exec(html) ?? [];
    if (policy !== undefined) response.set('content-security-policy', `${policy}; frame-ancestors 'none'`);
    response.set({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
    response.set('cache-control', 'no-cache').type('html').send(html);
  });
  router.use(
    serveStatic(root, {
      index: false,
      setHeaders: (response, path) => {
        response.setHeader(
          'cache-control',
          assets.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
        );
      },
    }),
  );
  router.get(/^\/(?!assets\/)/, (request, response, next) => {
    // The page may be built after the server was started.
    if (request.accepts('html') !== 'html' || !existsSync(index)) return next();
    response.sendFile(index, { headers: { 'cache-control': 'no-cache' } });
  });
  return router;
};
