import type { RequestHandler, Response } from 'express';

export interface Draining {
  /** Before whatever answers. */
  readonly handler: RequestHandler;
  begin(): void;
}

/**
 * From `begin` on, every answer says that its connection ends with it, those under way too: a server that closes waits for
 * connections that are in use, and a client in a loop would use its own for ever.
 */
export const createDraining = (): Draining => {
  const underWay = new Set<Response>();
  let hasBegun = false;
  const endConnection = (response: Response): void => {
    if (!response.headersSent) response.set('connection', 'close');
  };
  return {
    handler: (_request, response, next) => {
      if (hasBegun) endConnection(response);
      else underWay.add(response.once('close', () => underWay.delete(response)));
      next();
    },
    begin: () => {
      hasBegun = true;
      underWay.forEach(endConnection);
    },
  };
};
