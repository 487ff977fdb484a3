import { readText } from '../audit/export-layout.ts';
import type { Context } from '../context.ts';
import { CommandRefused } from '../output.ts';

/** An option that may be given several times. */
export const collect = (value: string, all: readonly string[] = []): string[] => [...all, value];

/** Keys given by hand; in their place those of the export, which only proves that it agrees with itself. */
export const trustedKeys = async (
  given: readonly string[] | undefined,
  dir: string,
  context: Context,
): Promise<readonly string[]> => {
  if (given !== undefined) return given;
  const text = readText(dir, 'vkeys');
  if (text === undefined) throw new CommandRefused(`${dir} has no vkeys: give the keys that you trust with --vkey`);
  context
    .output()
    .say(
      "No --vkey: the export's own keys are used, so only its agreement with itself is shown. Compare them with the fingerprint on a notice sheet.",
    );
  return text.split('\n').filter((line) => line !== '');
};
