import type { Check, Readiness } from '@cunjian/service-kit';

const withinMs = 5_000;
const unready = { ok: false, detail: 'is not ready: see its own /health/ready' };

/**
 * How a service behind the gateway is, as it says itself: whoever asks the gateway alone (`cunjian doctor`) is told of what a
 * service serves without. Rejects where it can't be reached.
 */
export const serviceReadiness = async (url: string): Promise<Omit<Check, 'name'>> => {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(withinMs) });
  const { checks = [] } = (await response.json().catch(() => ({}))) as Partial<Readiness>;
  const wrong = checks.filter(({ ok }) => !ok);
  if (wrong.length === 0) return response.ok ? { ok: true } : unready;
  const detail = wrong.map((check) => [check.name, check.detail].join(': ')).join('; ');
  return { ok: false, detail, ...(response.ok ? { serves: true } : {}) };
};
