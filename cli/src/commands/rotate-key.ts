import { randomUUID } from 'node:crypto';
import { rotationPurposes, type RotationPurpose } from '@cunjian/tlog';
import { Option, type Command } from 'commander';
import { keyIdOf } from '../audit/trusted-keys.ts';
import type { Context } from '../context.ts';
import { CommandRefused } from '../output.ts';

/** What an operator has to know before: there is no way back. */
const consequences: Readonly<Record<RotationPurpose, string>> = {
  log: `A new key signs the checkpoints of all logs from now on; the old one signs nothing more, and there is no way back.
Phones and auditors that trust the old key are led to the new one by a statement that both keys sign.
The fingerprint on notice sheets changes: sheets printed so far show the old one, and stay valid for what was signed by it.
Make a backup of the secrets afterwards: one made before holds the old key alone.`,
  receipt: `A new key signs receipts from now on; the old one signs nothing more, and there is no way back.
Receipts given so far stay valid: a statement that both keys sign leads from the old key to the new one.
Make a backup of the secrets afterwards: one made before holds the old key alone.`,
};

interface Rotated {
  readonly rotateKey: {
    readonly newVkey: string | null;
    readonly position: string | null;
    readonly receipt: { readonly note: string } | null;
    readonly userErrors: readonly { readonly code: string; readonly message: string }[];
  };
}

const mutation = `mutation ($input: RotateKeyInput!) { rotateKey(input: $input) {
  newVkey position receipt { note } userErrors { code message } } }`;

export const addRotateKey = (audit: Command, context: Context): void => {
  audit
    .command('rotate-key')
    .description('replace a signing key; says what that means, and does it with --confirm alone')
    .addOption(new Option('--purpose <purpose>', 'what the key signs').choices(rotationPurposes).makeOptionMandatory())
    .option('--confirm', 'I have read what it does')
    .addHelpText(
      'after',
      '\nExample: cunjian audit rotate-key --purpose log --confirm --token "$TOKEN" --office <the operator\'s>',
    )
    .action(async ({ purpose, confirm }: { purpose: RotationPurpose; confirm?: boolean }) => {
      const output = context.output();
      output.say(consequences[purpose]);
      if (confirm !== true)
        throw new CommandRefused('Nothing was done. To replace the key, say it again with --confirm');
      const server = await context.connection();
      const input = { commandId: randomUUID(), purpose: purpose.toUpperCase() };
      const { newVkey, position, receipt, userErrors } = (await server.graphql<Rotated>(mutation, { input })).rotateKey;
      if (newVkey === null)
        throw new CommandRefused(userErrors.map(({ code, message }) => `${message} (${code})`).join('; '));
      output.result(
        { purpose, newVkey, position, receipt: receipt?.note ?? null },
        `key ${keyIdOf(newVkey)} signs now: ${newVkey}`,
      );
    });
};
