import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Router, static as serveStatic } from 'express';

/** Vite names what it builds by its content, so a browser may keep it for ever. */
const assets = /[\\/]assets[\\/]/;

/** The built page below `root` (web/dist). Any path of the page's own router gives index.html. */
export const pageRoutes = (root: string): Router => {
  const router = Router();
  const index = join(root, 'index.html');
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
