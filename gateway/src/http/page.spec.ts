import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { pageRoutes } from './page.ts';

let root: string;
let server: Server;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cunjian-page-'));
  const dist = join(root, 'dist');
  await mkdir(join(dist, 'assets'), { recursive: true });
  await writeFile(join(dist, 'index.html'), '<!doctype html><title>村鉴</title>');
  await writeFile(join(dist, 'assets', 'index-abc123.js'), 'export {};');
  await writeFile(join(root, 'secret.txt'), 'secret');
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-x'" />`;
  await writeFile(join(dist, 'verifier.html'), `<!doctype html>${policy}<script>1</script>`);
  server = express().use(pageRoutes(dist)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await rm(root, { recursive: true });
});

const get = (path: string, accept = 'text/html') =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: { accept } });

describe('the page', () => {
  it.each(['/', '/village/330302006044', '/disclosure/disclosure-330302006044-vc-2026Q1'])(
    'is there at %s',
    async (path) => {
      const response = await get(path);
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(await response.text()).toContain('村鉴');
    },
  );

  it('keeps what is named by its content for ever', async () => {
    const response = await get('/assets/index-abc123.js', '*/*');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/assets/gone.js', '*/*')).status).toBe(404);
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/.env'])(
    'gives nothing else: %s',
    async (path) => {
      expect(await (await get(path)).text()).not.toContain('secret\n');
      expect(await (await get(path, 'text/plain')).text()).not.toBe('secret');
    },
  );

  it('lets the verifier be had from anywhere, under the policy that it brings along', async () => {
    const { headers } = await get('/verifier.html');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'sha256-x'; frame-ancestors 'none'",
    );
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('answers no API path with a page', async () => {
    expect((await get('/nothing', 'application/json')).status).toBe(404);
  });
});
