import type { Disclosure, Version } from './disclosure-queries.ts';

interface Returned extends Pick<Disclosure, 'steps'> {
  readonly draft: Pick<Version, 'returnReason'> | null;
}

/** Why it was sent back, as long as nobody has confirmed what was mended. */
export const sentBackReason = ({ steps, draft }: Returned): string | undefined =>
  steps.some(({ done }) => done) ? undefined : (draft?.returnReason ?? undefined);
