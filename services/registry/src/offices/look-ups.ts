import { isWithin } from '@cunjian/divisions';
import { citationText, ruleBook, rules, type RuleBook } from '@cunjian/statutes';
import type { BodyDocument } from '../projections/bodies.ts';
import type { OfficeDocument } from '../projections/offices.ts';
import type { Registry } from '../registry-context.ts';
import type { Incompatibility } from './incompatibility.ts';

/** The incompatibilities in force for a body on a day, each with the first rule that orders it. */
export const incompatibilitiesOf = (
  { body, kind, division }: Pick<BodyDocument, 'body' | 'kind' | 'division'>,
  date: string,
  book: RuleBook = ruleBook,
): readonly Incompatibility[] => {
  const { parameters, sources } = book.ruleInForce({
    topic: 'offices.incompatibility',
    division,
    bodyKind: kind,
    bodyId: body,
    date,
  });
  return (parameters.pairs ?? []).flatMap((pair) => {
    const source = sources.find(({ ruleId, version }) =>
      rules.some(
        (rule) =>
          rule.id === ruleId &&
          rule.version === version &&
          rule.topic === 'offices.incompatibility' &&
          rule.parameters.pairs?.some(
            (own) => String(own.offices) === String(pair.offices) && own.forbiddenTo === pair.forbiddenTo,
          ),
      ),
    );
    if (source === undefined) return [];
    const citation = source.citation === undefined ? source.ruleId : citationText(source.citation);
    return [{ ...pair, rule: source.ruleId, version: source.version, citation }];
  });
};

/** Near relatives: those recorded as such, and people of the same household unless recorded as none. */
export const relativesOf = async (
  { queries }: Pick<Registry, 'queries'>,
  person: string,
): Promise<readonly string[]> => {
  const [kin, residencies] = await Promise.all([queries.kinship.of(person), queries.residents.ofPerson(person)]);
  const mates = await Promise.all(
    residencies
      .filter(({ status }) => status === 'belongs')
      .map(({ division, household }) => queries.households.one(division, household)),
  );
  const found = new Set([...(kin?.near ?? []), ...mates.flatMap((household) => household?.persons ?? [])]);
  for (const other of [person, ...(kin?.notNear ?? [])]) found.delete(other);
  return [...found];
};

/** Offices meet in one village; those of an agency meet the offices of every village whose books it may keep. */
const sameVillage = (body: Pick<BodyDocument, 'division' | 'kind'>, other: OfficeDocument): boolean =>
  other.division === body.division ||
  (body.kind === 'agency' && isWithin(other.division, body.division)) ||
  (other.kind.startsWith('agency-') && isWithin(body.division, other.division));

/** Offices of the person and her relatives in other bodies of the same village. */
export const heldElsewhere = async (
  { queries }: Pick<Registry, 'queries'>,
  body: Pick<BodyDocument, 'body' | 'division' | 'kind'>,
  people: readonly string[],
): Promise<readonly OfficeDocument[]> => {
  const held = await queries.offices.ofPeople(people);
  return held.filter((other) => other.body !== body.body && sameVillage(body, other));
};
