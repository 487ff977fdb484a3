import { computed, onMounted, reactive, ref, shallowRef } from 'vue';
import { graphql } from '../../api/graphql.ts';
import { writeYuan } from '../parts/yuan-input.ts';
import { calendarPeriod } from '../period.ts';
import { bodyQuery, disclosureQuery, type Disclosure, type Version } from './disclosure-queries.ts';
import { draftOf, newAccount, type Closing, type Draft } from './draft.ts';
import { previousClosings } from './previous-closings.ts';

export type FormMode = 'new' | 'edit' | 'correct';
export interface Target {
  readonly mode: FormMode;
  /** Of an existing disclosure. */
  readonly id?: string | undefined;
  /** Of a new one. */
  readonly body?: string | undefined;
  readonly period?: string | undefined;
}
interface BodyShown {
  readonly id: string;
  readonly name: string;
  readonly division: { readonly code: string; readonly name: string };
}

/** What the form is about, and its figures: empty with the openings that follow from the last period, or those that are there. */
export const useDisclosureForm = ({ mode, id, body: bodyId, period = '' }: Target) => {
  const loading = ref(true);
  const error = ref<string>();
  const body = shallowRef<BodyShown>();
  const disclosure = shallowRef<Disclosure>();
  const original = shallowRef<Version>();
  const previous = shallowRef<readonly Closing[]>([]);
  const days = reactive({ from: calendarPeriod(period)?.from ?? '', to: calendarPeriod(period)?.to ?? '' });
  const draft = reactive<Draft>({ accounts: [], sections: [], attachments: [] });
  /** The form as it was filled before anybody typed. */
  const begun = ref('');
  const isMatter = computed(() => (disclosure.value?.period ?? period).startsWith('matter-'));

  const loadNew = async () => {
    const answer = await graphql<{ body: BodyShown | null }>(bodyQuery, { id: bodyId });
    body.value = answer.body ?? undefined;
    if (body.value === undefined || isMatter.value) return;
    previous.value = await previousClosings(body.value.division.code, body.value.id, days.from);
    const accounts = previous.value.map(({ account, book, closing }) =>
      newAccount({ account, book, opening: writeYuan(closing) }),
    );
    draft.accounts = accounts.length > 0 ? accounts : [newAccount()];
  };
  const loadExisting = async () => {
    const answer = await graphql<{ disclosure: Disclosure | null }>(disclosureQuery, { id });
    const found = answer.disclosure;
    const version = mode === 'correct' ? found?.current : found?.draft;
    if (!found || !version) return;
    disclosure.value = found;
    original.value = version;
    body.value = { ...found.body, division: found.division };
    Object.assign(days, { from: found.from, to: found.to });
    if (!isMatter.value) previous.value = await previousClosings(found.division.code, found.body.id, found.from);
    Object.assign(draft, draftOf(version));
  };
  const load = async () => {
    loading.value = true;
    error.value = undefined;
    try {
      await (mode === 'new' ? loadNew() : loadExisting());
      begun.value = JSON.stringify(draft);
    } catch (failure) {
      error.value = failure instanceof Error ? failure.message : String(failure);
    } finally {
      loading.value = false;
    }
  };
  onMounted(load);
  return { loading, error, load, body, disclosure, original, previous, days, draft, begun, isMatter };
};
