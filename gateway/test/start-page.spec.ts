import { createHealth, createLog, createMetrics, systemClock } from '@cunjian/service-kit';
import { listen } from '@cunjian/service-kit/process';
import express from 'express';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { securityHeaders } from '../src/http/security.ts';

const protecting = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'strict-transport-security',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'x-frame-options',
];

let http: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  http = await listen({
    ...{ port: 0, host: '127.0.0.1', services: [], clock: systemClock, log: createLog({ process: 'test' }) },
    ...{ health: createHealth(), metrics: createMetrics(), first: securityHeaders('https://cunjian.example.gov.cn') },
  });
});
afterAll(() => http.close());

const headersOf = async (path: string) => {
  const { status, headers } = await fetch(http.localUrl + path);
  return { status, shown: protecting.map((name) => headers.get(name)) };
};

it('protects the page that says that the system is starting as any other', async () => {
  const starting = await headersOf('/');
  expect(starting.status).toBe(503);
  for (const value of starting.shown) expect(value).toEqual(expect.any(String));
  expect(starting.shown[0]).toContain("default-src 'none'");
  expect(starting.shown[0]).not.toContain('unsafe');
  const health = await headersOf('/health/ready');
  const app = express().use((_request, response) => void response.send('ready'));
  http.mount((request, response, next) => void app(request, response, next));
  const ready = await headersOf('/');
  expect([ready.status, ready.shown, health.shown]).toEqual([200, starting.shown, starting.shown]);
});
