/** What a witness answered over HTTP, at most `maxAnswerBytes` of it. */
export interface WitnessAnswer {
  readonly status: number;
  readonly body: string;
}

/** Sends an add-checkpoint request to the witness at `url`, its submission prefix. Rejects where no answer came. */
export type AskWitness = (url: string, request: string, signal?: AbortSignal) => Promise<WitnessAnswer>;

/** A few signature lines, or the size of a tree. */
export const maxAnswerBytes = 64 * 1024;
/** From the first byte sent to the last one received. */
export const witnessDeadlineMs = 10_000;

export const askWitness: AskWitness = async (url, request, signal) => {
  const deadline = AbortSignal.timeout(witnessDeadlineMs);
  const response = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
    method: 'POST',
    body: request,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    // The operator named this address and no other.
    redirect: 'error',
    signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
  });
  return { status: response.status, body: await firstBytes(response) };
};

const firstBytes = async ({ body }: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    // Leaving the loop cancels the rest.
    if (bytes > maxAnswerBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxAnswerBytes).toString('utf8');
};
