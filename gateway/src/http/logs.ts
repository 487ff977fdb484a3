import { Router, type RequestHandler, type Response } from 'express';
import type { GatewayContext } from '../context.ts';
import { gatewayError } from '../errors.ts';
import { accepted, refusalsOf } from '../refused.ts';
import type { ContextOf } from './request-context.ts';

/** Entries of one page of openings: those of one bundle. */
const maxOpenings = 256;

/** `heads` or `division/<code>`, after a restore with its epoch; then what is asked of it. */
const logPath = /^\/log\/(heads|division\/\d{12})((?:\/epoch-[1-9]\d{0,5})?)\/(.{1,200})$/;

const nameOf = (log: string, epoch: string): string => log.replace('division/', '') + epoch;

const isTile = (path: string): boolean => path.startsWith('tile/');
const typeOf = (path: string): string =>
  path === 'checkpoint' ? 'text/plain; charset=utf-8' : isTile(path) ? 'application/octet-stream' : 'application/json';

/** Who is not signed in gets what everybody may have: caches may keep it, and pages elsewhere may read it. */
const shareable = (response: Response, { call }: GatewayContext, immutable: boolean): void => {
  const isPublic = call.account === undefined;
  if (isPublic) response.set({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
  response.vary('authorization').vary('cookie');
  response.set(
    'cache-control',
    immutable ? `${isPublic ? 'public' : 'private'}, max-age=31536000, immutable` : 'no-store',
  );
};

const notFound = ({ language }: GatewayContext) => gatewayError('request.not-found', language, {}, { status: 404 });

/** Checkpoints and tiles as C2SP tlog-tiles has them, and our hints beside them. */
const resource = async (context: GatewayContext, response: Response, log: string, path: string): Promise<void> => {
  const answer = await context.audit.resource({ log, path });
  if (refusalsOf(answer)?.some(({ code }) => code === 'log.unknown')) throw notFound(context);
  const { bytes, immutable } = accepted(answer, context.language);
  shareable(response, context, immutable);
  response.type(typeOf(path)).end(Buffer.from(bytes, 'base64'));
};

/** What one entry commits to, with a C2SP tlog-proof that it is in the log. */
const opening = async (context: GatewayContext, response: Response, log: string, index: number): Promise<void> => {
  const { openings } = await context.audit.openings({ log, from: index, limit: 1 });
  const [found] = openings;
  if (found === undefined || found.index !== index) throw notFound(context);
  const proved = await context.audit.proof({ log, index });
  // Sealed so lately that nobody but readers of the division may see where: they get the opening all the same.
  const proof = refusalsOf(proved) === undefined ? accepted(proved, context.language).proof : null;
  shareable(response, context, false);
  response.json({ ...found, proof });
};

const count = (value: unknown): number | undefined =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;

/** For exports: a page of openings that the caller may have; `withheld` counts the others. */
const openings = async (
  context: GatewayContext,
  response: Response,
  log: string,
  query: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const from = count(query['from'] ?? '0');
  const limit = count(query['limit'] ?? String(maxOpenings));
  if (from === undefined || limit === undefined || limit < 1 || limit > maxOpenings)
    throw gatewayError('query.bad-page-size', context.language, {
      argument: 'limit',
      value: String(query['limit']).slice(0, 20),
      limit: maxOpenings,
    });
  shareable(response, context, false);
  response.json(await context.audit.openings({ log, from, limit }));
};

/** Everything below `/log`. */
export const logRoutes = (contextOf: ContextOf): Router => {
  const router = Router();
  const handle: RequestHandler = async (request, response, next) => {
    const [, base = '', epoch = '', path = ''] = logPath.exec(request.path) ?? [];
    if (base === '') return next();
    const context = await contextOf(request);
    const log = nameOf(base, epoch);
    const [, index] = /^opening\/(\d{1,15})$/.exec(path) ?? [];
    if (index !== undefined) return opening(context, response, log, Number(index));
    if (path === 'openings') return openings(context, response, log, request.query);
    await resource(context, response, log, path);
  };
  router.get('/log/vkeys', async (request, response) => {
    const context = await contextOf(request);
    const { division } = request.query;
    const vkeys = await context.audit.vkeys(typeof division === 'string' ? { division } : {});
    shareable(response, context, false);
    response.type('text/plain; charset=utf-8').send(vkeys.map((vkey) => `${vkey}\n`).join(''));
  });
  router.get('/log/policy', async (request, response) => {
    const context = await contextOf(request);
    const policy = await context.audit.policy({});
    shareable(response, context, false);
    response.type('text/plain; charset=utf-8').send(policy);
  });
  router.get('/log/rotations', async (request, response) => {
    const context = await contextOf(request);
    const statements = await context.audit.rotations({});
    shareable(response, context, false);
    response.json(statements);
  });
  router.get(logPath, handle);
  return router;
};
