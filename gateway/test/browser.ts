export interface Page {
  readonly status: number;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser as far as sign-in goes: it follows redirects and keeps cookies, all of one host. */
export const createBrowser = (origin: string) => {
  const jar = new Map<string, string>();
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  const once = async (address: string | URL, init: RequestInit = {}) => {
    const url = new URL(address, origin);
    const headers = { ...(init.headers as Record<string, string>), cookie: cookie(), 'accept-language': 'en' };
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return { url, response };
  };

  return {
    jar,
    cookie,
    once,
    open: async (address: string, init: RequestInit = {}): Promise<Page> => {
      let { url, response } = await once(address, init);
      for (let hops = 0; response.headers.get('location') !== null && hops < 10; hops++)
        ({ url, response } = await once(new URL(response.headers.get('location') ?? '', url)));
      return { status: response.status, url, headers: response.headers, text: await response.text() };
    },
  };
};
export type Browser = ReturnType<typeof createBrowser>;
