import type { CookieOptions, Request, Response } from 'express';

/**
 * Cookies that scripts can't read and other sites can't send along with their requests. Over HTTPS their names begin
 * with `__Host-` (RFC 6265bis, 4.1.3.2): browsers then take them from this very host alone, never from a neighbour below
 * the same domain. Plain HTTP, which is for loopback and demonstrations, cannot have that.
 */
export interface Cookies {
  /** Undefined also for what is malformed: it is none of ours. */
  read(request: Request, name: string): string | undefined;
  write(response: Response, name: string, value: string, maxAgeMs: number): void;
  clear(response: Response, name: string): void;
}

const decoded = (value: string): string | undefined => {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
};

const find = ({ headers: { cookie = '' } }: Request, name: string): string | undefined => {
  for (const part of cookie.split(';')) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return decoded(part.slice(at + 1).trim());
  }
  return undefined;
};

/** `publicUrl`: where browsers reach the page; a proxy that is believed may say HTTPS of a single request as well. */
export const createCookies = (publicUrl: string): Cookies => {
  const isSecure = (request: Pick<Request, 'secure'>): boolean => publicUrl.startsWith('https:') || request.secure;
  const nameOf = (request: Request, name: string): string => (isSecure(request) ? `__Host-${name}` : name);
  const optionsOf = (request: Request): CookieOptions => ({
    ...{ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(request) },
  });
  return {
    read: (request, name) => find(request, nameOf(request, name)),
    write: (response, name, value, maxAge) => {
      const { req } = response;
      response.cookie(nameOf(req, name), value, { ...optionsOf(req), maxAge });
    },
    clear: (response, name) => {
      const { req } = response;
      response.clearCookie(nameOf(req, name), optionsOf(req));
    },
  };
};
