import { isRefused } from '@cunjian/kernel';
import {
  ballotHashOf,
  finishToken,
  newRecoveryCode,
  parseRecoveryCode,
  requestToken,
  sealBallot,
} from '@cunjian/secret-ballot';
import { computed, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { UserError } from '../../api/graphql.ts';
import { language } from '../../preferences.ts';
import { useCommand } from '../../use-command.ts';
import { fetchOwnLog } from '../../verify/fetch-log.ts';
import { deviceMemory } from '../../verify/memory.ts';
import { collectEvents } from '../recount/collect-events.ts';
import { castBallot } from './cast-ballot.ts';
import { deviceVotes, ownTokenOf, voteOf, type DeviceVote } from './device-vote.ts';
import { isBallotIn } from './find-ballot.ts';
import { fetchOpenedEvent, type CheckedOpening } from './opened-event.ts';
import { takeTokenMutation, type TokenPayload } from './queries.ts';

const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };
const votes = deviceVotes(() => localStorage);
const memory = deviceMemory(() => localStorage);

interface VoterOfBallot {
  readonly id: string;
  readonly division: string;
  readonly person: string;
}

/** One person's secret ballot on this device: check its opening, take a token, cast, look for it after the closing. */
export const useSecretVote = (ballot: VoterOfBallot) => {
  const { t } = useI18n();
  const opening = shallowRef<CheckedOpening>();
  const vote = shallowRef<DeviceVote | undefined>(votes.get(ballot.person, ballot.id));
  const busy = ref(false);
  const failure = ref<string>();
  const castErrors = shallowRef<readonly UserError[]>([]);
  const found = ref<boolean>();
  const take = useCommand<TokenPayload>('takeToken', takeTokenMutation);

  const keep = (now: DeviceVote): void => {
    vote.value = now;
    votes.set(ballot.person, ballot.id, now);
  };
  /** One thing at a time; what is thrown is told. */
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    failure.value = undefined;
    castErrors.value = [];
    try {
      await work();
    } catch (error) {
      failure.value = t('consultation.secret.failed', {
        reason: error instanceof Error ? error.message : String(error),
      });
    } finally {
      busy.value = false;
    }
  };

  /** Before anything else: nothing is done with keys that the log does not have. */
  const check = (index: number) =>
    attempt(async () => {
      const { id, division } = ballot;
      opening.value = await fetchOpenedEvent({
        ...{ division, ballot: id, index, fetch: fetchOwnLog, memory, now: Date.now() },
      });
    });

  const takeToken = (code: string) =>
    attempt(async () => {
      const seed = parseRecoveryCode(code);
      if (isRefused(seed)) {
        failure.value = t('consultation.secret.codeWrong');
        return;
      }
      if (opening.value === undefined) return;
      const { setting } = opening.value;
      const taken = await take.run({ ballot: ballot.id, requests: await requestToken(setting, seed) });
      const [first, second] = taken?.answers ?? [];
      if (first === undefined || second === undefined) return;
      const own = await finishToken(setting, seed, [first, second]);
      if (isRefused(own)) failure.value = t('consultation.secret.answerWrong');
      else keep(voteOf(own));
    });

  const cast = (choice: unknown) =>
    attempt(async () => {
      if (opening.value === undefined || vote.value === undefined) return;
      const text = await sealBallot({ setting: opening.value.setting, own: ownTokenOf(vote.value), choice, random });
      if (isRefused(text)) throw new Error(text.refused[0].code);
      const answer = await castBallot(ballot.id, text, language.value === 'zh' ? 'zh-CN' : 'en');
      if ('userErrors' in answer) castErrors.value = answer.userErrors;
      else keep({ ...vote.value, cast: { hash: await ballotHashOf(text), receipt: answer.receipt } });
    });

  /** After the closing: whether it is among those that are counted. Then nothing of it is left here. */
  const look = () =>
    attempt(async () => {
      const { id, division } = ballot;
      const hash = vote.value?.cast?.hash;
      if (hash === undefined) return;
      const { events } = await collectEvents({
        ...{ division, ballot: id, fetch: fetchOwnLog, memory, now: Date.now() },
        onProgress: () => undefined,
      });
      found.value = await isBallotIn(events, hash);
      if (found.value) votes.forget(ballot.person, id);
    });

  /** On a phone that others use: what was cast stays in the box, and the recovery code brings the token back. */
  const forget = (): void => {
    votes.forget(ballot.person, ballot.id);
    vote.value = undefined;
  };

  return {
    ...{ opening, vote, found, check, takeToken, cast, look, forget },
    newCode: () => newRecoveryCode(random),
    busy: computed(() => busy.value || take.busy.value),
    errors: computed(() => [...take.errors.value, ...castErrors.value]),
    failure: computed(() => failure.value ?? take.failure.value),
  };
};
