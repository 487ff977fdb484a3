import { byKey, byObject, inOrder, type Dated, type Item, type Reading, type Value } from './loaders.ts';
import type { Callers } from './services.ts';

type Consultation = Callers['consultation'];
export type ProceedingView = Item<Value<Consultation['proceedings']['get']>> & Dated;
export type ResolutionView = Item<Value<Consultation['resolutions']['get']>> & Dated;
type ResolutionEvidence = Item<Value<Consultation['resolutions']['evidence']>>;
export type FinanceLinkView = Item<Item<Value<Consultation['resolutions']['ofDisclosures']>>['links']>;
export type Figures = Item<Value<Consultation['statistics']['get']>>;
export type FiguresKey = Pick<Figures, 'division' | 'year'>;

export const proceedingLoaders = ({ consultation }: Callers, { seen, dated }: Reading) => ({
  proceeding: byKey<ProceedingView>(async (ids) => {
    const value = dated(await consultation.proceedings.get({ ids: [...ids], ...seen() }));
    return inOrder(ids, value, ({ proceeding }) => proceeding);
  }),
  proceedingsOf: byKey<readonly ProceedingView[]>(async (topics) => {
    const { value } = await consultation.proceedings.ofTopics({ topics: [...topics], ...seen() });
    return inOrder(topics, value, ({ topic }) => topic).map((one) => one?.proceedings);
  }),
  resolution: byKey<ResolutionView>(async (ids) => {
    const value = dated(await consultation.resolutions.get({ ids: [...ids], ...seen() }));
    return inOrder(ids, value, ({ resolution }) => resolution);
  }),
  resolutionEvidence: byKey<ResolutionEvidence>(async (ids) => {
    const { value } = await consultation.resolutions.evidence({ ids: [...ids], ...seen() });
    return inOrder(ids, value, ({ resolution }) => resolution);
  }),
  resolutionsOf: byKey<readonly FinanceLinkView[]>(async (disclosures) => {
    const { value } = await consultation.resolutions.ofDisclosures({ disclosures: [...disclosures], ...seen() });
    return inOrder(disclosures, value, ({ disclosure }) => disclosure).map((one) => one?.links);
  }),
  consultationFigures: byObject(async (keys: readonly FiguresKey[]) => {
    const years = Map.groupBy(keys, ({ year }) => year);
    const found = await Promise.all(
      [...years].map(async ([year, asked]) => {
        const divisions = asked.map(({ division }) => division);
        return (await consultation.statistics.get({ divisions, year, ...seen() })).value;
      }),
    );
    const keyOf = ({ division, year }: FiguresKey) => `${division} ${year}`;
    return inOrder<Figures>(keys.map(keyOf), found.flat(), keyOf);
  }),
});
