/** stdout carries results only (JSON lines with `--json`), everything else goes to stderr. */
export interface Output {
  /** A result: as text for people, or as one JSON line. */
  result(record: Readonly<Record<string, unknown>>, text: string): void;
  /** Progress and explanations. */
  say(text: string): void;
}

export const createOutput = (json: boolean, stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream): Output => ({
  result: (record, text) => void stdout.write(json ? `${JSON.stringify(record)}\n` : `${text}\n`),
  say: (text) => void stderr.write(`${text}\n`),
});

/** Exit codes of the stable surface. */
export const exitCodes = { done: 0, refused: 1, usage: 2 } as const;

/** Ends a command with 1 and its message; not a bug, so no stack is shown. */
export class CommandRefused extends Error {}
