import type { Request, Response } from 'express';

/** A cookie that scripts can't read and other sites can't send along with their requests. */
export const readCookie = (request: Request, name: string): string | undefined => {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return decodeURIComponent(part.slice(at + 1).trim());
  }
  return undefined;
};

export const writeCookie = (
  response: Response,
  name: string,
  value: string,
  maxAgeMs: number,
  secure: boolean,
): void => {
  response.cookie(name, value, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: maxAgeMs, secure });
};

export const clearCookie = (response: Response, name: string): void => {
  response.clearCookie(name, { path: '/' });
};
