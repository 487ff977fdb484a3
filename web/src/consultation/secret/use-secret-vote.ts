import { isRefused } from '@cunjian/kernel';
import {
  ballotHashOf,
  finishToken,
  newRecoveryCode,
  parseRecoveryCode,
  requestToken,
  sealBallot,
  type OwnToken,
} from '@cunjian/secret-ballot';
import { computed, ref, shallowRef, type ShallowRef } from 'vue';
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

/** One thing at a time; what is thrown is told. */
const useAttempt = () => {
  const { t } = useI18n();
  const busy = ref(false);
  const failure = ref<string>();
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    failure.value = undefined;
    try {
      await work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failure.value = t('consultation.secret.failed', { reason });
    } finally {
      busy.value = false;
    }
  };
  return { busy, failure, attempt };
};

/** A token by this code, as both issuers signed it; the key of a text where there is none. */
const useTokens = ({ id }: VoterOfBallot, opening: ShallowRef<CheckedOpening | undefined>) => {
  const { run, busy, errors, failure } = useCommand<TokenPayload>('takeToken', takeTokenMutation);
  const take = async (code: string): Promise<OwnToken | 'codeWrong' | 'answerWrong' | undefined> => {
    const seed = parseRecoveryCode(code);
    if (isRefused(seed)) return 'codeWrong';
    if (opening.value === undefined) return undefined;
    const { setting } = opening.value;
    const taken = await run({ ballot: id, requests: await requestToken(setting, seed) });
    const [first, second] = taken?.answers ?? [];
    if (first === undefined || second === undefined) return undefined;
    const own = await finishToken(setting, seed, [first, second]);
    return isRefused(own) ? 'answerWrong' : own;
  };
  return { take, busy, errors, failure };
};

/** Sealed on this device and put into the box; what the box refused. */
const sealAndCast = async ({ id }: VoterOfBallot, { setting }: CheckedOpening, vote: DeviceVote, choice: unknown) => {
  const text = await sealBallot({ setting, own: ownTokenOf(vote), choice, random });
  if (isRefused(text)) throw new Error(text.refused[0].code);
  const answer = await castBallot(id, text, language.value === 'zh' ? 'zh-CN' : 'en');
  if ('userErrors' in answer) return answer.userErrors;
  return { ...vote, cast: { hash: await ballotHashOf(text), receipt: answer.receipt } };
};

const isInLog = async ({ id, division }: VoterOfBallot, hash: string): Promise<boolean> => {
  const { events } = await collectEvents({
    ...{ division, ballot: id, fetch: fetchOwnLog, memory, now: Date.now() },
    onProgress: () => undefined,
  });
  return isBallotIn(events, hash);
};

/** One person's secret ballot on this device: check its opening, take a token, cast, look for it after the closing. */
export const useSecretVote = (ballot: VoterOfBallot) => {
  const { t } = useI18n();
  const { id, division, person } = ballot;
  const opening = shallowRef<CheckedOpening>();
  const vote = shallowRef<DeviceVote | undefined>(votes.get(person, id));
  const castErrors = shallowRef<readonly UserError[]>([]);
  const found = ref<boolean>();
  const tokens = useTokens(ballot, opening);
  const { busy, failure, attempt } = useAttempt();

  const keep = (now: DeviceVote): void => {
    vote.value = now;
    votes.set(person, id, now);
  };
  /** Before anything else: nothing is done with keys that the log does not have. */
  const check = (index: number) =>
    attempt(async () => {
      opening.value = await fetchOpenedEvent({
        ...{ division, ballot: id, index, fetch: fetchOwnLog, memory, now: Date.now() },
      });
    });
  const takeToken = (code: string) =>
    attempt(async () => {
      const own = await tokens.take(code);
      if (typeof own === 'string') failure.value = t(`consultation.secret.${own}`);
      else if (own !== undefined) keep(voteOf(own));
    });
  const cast = (choice: unknown) =>
    attempt(async () => {
      castErrors.value = [];
      if (opening.value === undefined || vote.value === undefined) return;
      const done = await sealAndCast(ballot, opening.value, vote.value, choice);
      if ('cast' in done) keep(done);
      else castErrors.value = done;
    });
  /** After the closing: whether it is among those that are counted. Then nothing of it is left here. */
  const look = () =>
    attempt(async () => {
      const hash = vote.value?.cast?.hash;
      if (hash === undefined) return;
      found.value = await isInLog(ballot, hash);
      if (found.value) votes.forget(person, id);
    });
  /** On a phone that others use: what was cast stays in the box, and the recovery code brings the token back. */
  const forget = (): void => {
    votes.forget(person, id);
    vote.value = undefined;
  };

  return {
    ...{ opening, vote, found, check, takeToken, cast, look, forget },
    newCode: () => newRecoveryCode(random),
    busy: computed(() => busy.value || tokens.busy.value),
    errors: computed(() => [...tokens.errors.value, ...castErrors.value]),
    failure: computed(() => failure.value ?? tokens.failure.value),
  };
};
export type SecretVote = ReturnType<typeof useSecretVote>;
