import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useTitle } from '../../title.ts';
import { useQuery } from '../../use-query.ts';
import { periodName } from '../disclosure/period-name.ts';
import { disclosureQuery, type DisclosureShown } from '../disclosure/queries.ts';

/** The disclosure that a printed page is about, in its version in force. */
export const usePrinted = (id: () => string) => {
  const { t } = useI18n();
  const query = useQuery<{ disclosure: DisclosureShown | null }>(disclosureQuery, () => ({ id: id() }));
  const disclosure = computed(() => query.data.value?.disclosure ?? undefined);
  const version = computed(() => disclosure.value?.current ?? undefined);
  const period = computed(() => (disclosure.value === undefined ? '' : periodName(disclosure.value, t)));
  const back = computed(() => `/disclosure/${encodeURIComponent(id())}`);
  useTitle(() => disclosure.value?.title);
  return { ...query, disclosure, version, period, back };
};
