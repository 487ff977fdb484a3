import type { UserError } from '../../api/graphql.ts';

export type CastAnswer = { readonly receipt: string } | { readonly userErrors: readonly UserError[] };

/**
 * Puts a sealed ballot into the box: without cookie, token or referrer, so that the server is told nothing of who casts.
 * Throws where there is no answer.
 */
export const castBallot = async (ballot: string, text: string, language: string): Promise<CastAnswer> => {
  const response = await fetch('/ballot-box', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    body: JSON.stringify({ ballot, text }),
  });
  return (await response.json()) as CastAnswer;
};
