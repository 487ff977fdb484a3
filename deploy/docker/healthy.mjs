// HEALTHCHECK of the image: 0 where the process answers. Whether it can work is for /health/ready, which a restart would not mend.
const port = process.env.CUNJIAN_PORT ?? '4000';
const timeoutMs = 3_000;
const answer = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(timeoutMs) }).catch(
  () => undefined,
);
process.exit(answer?.ok === true ? 0 : 1);
