import { randomUUID } from 'node:crypto';
import { isRefused, type Refused } from '@cunjian/kernel';
import {
  finishToken,
  loadSetting,
  requestToken,
  sealBallot,
  settingOf,
  type LoadedSetting,
  type OwnToken,
} from '@cunjian/secret-ballot';
import { systemRandom } from '@cunjian/service-kit';
import type { createRoad } from './road.ts';
import type { Deployment } from './deployment.ts';

export const granted = <Value>(value: Value): Exclude<Value, Refused> => {
  if (isRefused(value)) throw new Error(JSON.stringify(value.refused));
  return value as Exclude<Value, Refused>;
};
/** What a recovery code holds, of whoever has this number. */
export const seedOf = (number: number): Uint8Array => new Uint8Array(16).fill(number + 1);

export type Answer = 'for' | 'against' | 'abstain';

/** What the devices of villagers do in a secret ballot, without their pages. */
export const createSecretVoters = (village: Deployment, walk: Pick<ReturnType<typeof createRoad>, 'as' | 'id'>) => ({
  /** As a device has it from the opening. */
  settingFor: async (account: string): Promise<LoadedSetting> => {
    const query = `query ($id: ID!) { ballot(id: $id) {
      secretVoting { issuers { issuer hands key vkey } holders { office officeKind person key } } } }`;
    const { secretVoting } = (await (await walk.as(account)).ask(query, { id: walk.id('ballot') })).ballot;
    const opened = { ballot: walk.id('ballot'), question: { kind: 'yes-no' }, ...secretVoting };
    return granted(await loadSetting(granted(settingOf(opened))));
  },
  /** For an account that signs in nowhere. */
  takeToken: async (setting: LoadedSetting, account: string, seed: Uint8Array): Promise<OwnToken> => {
    const [first, second] = await requestToken(setting, seed);
    const taken = await village.calling(account).consultation.secretBallots.takeToken({
      ...{ commandId: randomUUID(), ballot: walk.id('ballot'), requests: [first, second] },
    });
    if (!taken.ok) throw new Error(JSON.stringify(taken.refusals));
    return granted(await finishToken(setting, seed, taken.result.answers));
  },
  /** The codes of what was refused; none where it is in the box. */
  cast: async (setting: LoadedSetting, own: OwnToken, answer: Answer): Promise<readonly string[]> => {
    const text = granted(await sealBallot({ setting, own, choice: { kind: 'yes-no', answer }, random: systemRandom }));
    const response = await fetch(`${village.url}/ballot-box`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ballot: walk.id('ballot'), text }),
    });
    const { userErrors = [] } = (await response.json()) as { readonly userErrors?: readonly { code: string }[] };
    if (!response.ok && userErrors.length === 0) throw new Error(`${response.status}`);
    return userErrors.map(({ code }) => code);
  },
});
