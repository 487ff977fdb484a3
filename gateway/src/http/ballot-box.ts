import { isRefused, type Refusal, type Refused } from '@cunjian/kernel';
import { untraced } from '@cunjian/service-kit/tracing';
import { json, Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import { refusedCall, userErrors, type UserError } from '../refused.ts';
import type { Services } from '../services.ts';
import { languageOf } from './request.ts';

/** A ballot of the longest question, and what is around it. */
export const maxCastBytes = 32_000;

/** The same for everybody: a number of its own would be a name. */
const correlationId = 'secret-ballot';

type Answer = { readonly receipt: string } | { readonly userErrors: readonly UserError[] };

const answer = (response: Response, status: number, body: Answer): void =>
  void response.status(status).set('cache-control', 'no-store').json(body);

const refused = (request: Request, refusals: readonly Refusal[]): Answer => ({
  userErrors: userErrors(refusals, languageOf(request)),
});

const malformed: Refused = { refused: [{ code: 'secret-ballot.malformed', params: { at: 'JSON' }, field: 'text' }] };

const textsOf = (body: unknown): { readonly ballot: string; readonly text: string } | Refused => {
  if (typeof body !== 'object' || body === null) return malformed;
  const { ballot, text } = body as Readonly<Record<string, unknown>>;
  return typeof ballot === 'string' && typeof text === 'string' ? { ballot, text } : malformed;
};

/**
 * `POST /ballot-box` with `{ ballot, text }`: the secret ballots' own way in. It is mounted before sign-in, request numbers
 * and logs, reads no cookie and no token, sets none, and opens no span: of a cast nothing is left but the ballot.
 */
export const ballotBoxRoutes = ({ consultation }: Pick<Services, 'consultation'>): Router => {
  const router = Router();
  router.post('/ballot-box', json({ limit: maxCastBytes, strict: true }), async (request, response) => {
    const given = textsOf(request.body);
    if (isRefused(given)) return answer(response, 422, refused(request, given.refused));
    const caller = consultation.createCaller({ correlationId });
    const cast = await untraced(() => caller.secretBallots.cast(given));
    if (cast.ok) answer(response, 200, { receipt: cast.receipt });
    else answer(response, 422, refused(request, cast.refusals));
  });
  const fail: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const status: unknown = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
    if (typeof status === 'number' && status < 500)
      return answer(response, status, refused(request, malformed.refused));
    // Not to the log: what failed would stand there with its time.
    const shown = refusedCall(error, languageOf(request));
    const text = shown?.message ?? 'The ballot was not taken: cast it again.';
    answer(response, 503, { userErrors: [{ code: 'service.away', message: text }] });
  };
  router.use('/ballot-box', fail);
  return router;
};
