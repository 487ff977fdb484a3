import { createVerifier, followRotations, parseVkey, type Verifier } from '@cunjian/tlog';
import { readText } from './export-layout.ts';

/** One log key signs for all logs of a deployment, each under its own name: a key given for one of them serves the others. */
export const verifiersFor = (origin: string, vkeys: readonly string[]): Verifier[] => {
  const deployment = origin.replace(/\/(division\/.*|heads.*)$/, '');
  const ours = new Map<number, Verifier>();
  for (const vkey of vkeys) {
    const key = parseVkey(vkey);
    const sibling = key.name.startsWith(`${deployment}/heads`) || key.name.startsWith(`${deployment}/division/`);
    if (key.name !== origin && !sibling) continue;
    // The same key given for two logs is one key here.
    const verifier = createVerifier({ ...key, name: origin });
    ours.set(verifier.keyId, verifier);
  }
  return [...ours.values()];
};

/**
 * With those given, the keys that took over from them by the export's rotation statements, which both keys signed.
 * Statements that can't be followed leave the given keys alone.
 */
export const withRotations = (
  dir: string,
  vkeys: readonly string[],
  onError: (error: unknown) => void,
): readonly string[] => {
  const text = readText(dir, 'rotations.json');
  if (text === undefined) return vkeys;
  try {
    return followRotations(vkeys, JSON.parse(text) as readonly string[]);
  } catch (error) {
    onError(error);
    return vkeys;
  }
};
