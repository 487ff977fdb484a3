import { isRefused, type Refused } from '@cunjian/kernel';
import { digestsIn } from './reveal.ts';
import type { Pending, Vault, VaultEntry } from './vault.ts';

interface Appended {
  readonly events: readonly { readonly data: unknown }[];
}

/**
 * Values are durable before the event that names them, and kept only where there is such an event. They wait while the
 * command runs, and are confirmed by what it appended: nothing, where it was refused, or lost a race, or had been carried
 * out before. Where the process dies in between, and for all that waits too long, `settlePending` looks into the stream.
 */
export const keepIfNamed = async <Handled extends Appended>(
  vault: Pick<Vault, 'put' | 'confirm'>,
  entries: readonly VaultEntry[],
  run: () => Promise<Handled | Refused>,
): Promise<Handled | Refused> => {
  const busy = await vault.put(entries);
  if (busy !== undefined) return busy;
  const handled = await run();
  if (isRefused(handled) || entries.length === 0) return handled;
  const named = new Set<string>(digestsIn(handled.events.map(({ data }) => data)));
  const kept = entries.flatMap(({ digest }) => (named.has(digest) ? [digest] : []));
  // Not waited for: what this misses is confirmed by the stream.
  if (kept.length > 0) void vault.confirm(kept).catch(() => undefined);
  return handled;
};

/** The same entries, waiting for an event of that stream. */
export const pendingOn = (entries: readonly VaultEntry[], pending: Pending): readonly VaultEntry[] =>
  entries.map((entry) => ({ ...entry, pending }));
