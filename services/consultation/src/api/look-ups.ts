import { resourceOf, type Body, type Resource } from '@cunjian/access';
import type { BodyKind } from '@cunjian/contracts';
import type { Consultation } from '../consultation-context.ts';

const deliberating: readonly BodyKind[] = [
  'villagers-committee',
  'residents-committee',
  'collective',
  'group-collective',
];

/** To which bodies topics and suggestions go: not to rolls of assemblies, agencies or governments. */
export const deliberates = ({ kind, dissolvedOn }: Pick<Body, 'kind' | 'dissolvedOn'>): boolean =>
  deliberating.includes(kind) && dissolvedOn === undefined;

/** Bodies of one village. */
const maxBodiesPerVillage = 100;

export const bodyById = async ({ models }: Consultation, body: string): Promise<Body | undefined> =>
  (await models.bodies.get([body])).get(body);

export const bodiesOfVillage = async (
  { models }: Pick<Consultation, 'models'>,
  division: string,
): Promise<readonly Body[]> =>
  (await models.bodies.find({ where: { division }, limit: maxBodiesPerVillage })).items.map(({ document }) => document);

/** Of the village's bodies those of which `may` holds. */
export const bodiesWhere = async (
  consultation: Consultation,
  division: string,
  may: (resource: Resource) => boolean,
): Promise<readonly string[]> =>
  (await bodiesOfVillage(consultation, division)).filter((body) => may(resourceOf(body))).map(({ body }) => body);
