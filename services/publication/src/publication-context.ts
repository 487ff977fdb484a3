import { type ErasedFileDocument, erasedFiles } from '@cunjian/service-kit/acting';
import { actors, bodies, type Actor, type Body } from '@cunjian/access';
import { collectionSpec, rollUpSpec, type RollUp } from '@cunjian/processing';
import type { CollectionReader, ReadModelReader } from '@cunjian/read-model';
import type { createProcedures, ServiceRuntime } from '@cunjian/service-kit';
import type { RuleBook } from '@cunjian/statutes';
import { candidateContents, versionContents, type ContentDocument } from './projections/contents.ts';
import { coverage, type CoverageDocument } from './projections/coverage.ts';
import type { DisclosureDocument } from './projections/disclosure-document.ts';
import { disclosures } from './projections/disclosures.ts';
import { namedFiles, type NamedFileDocument } from './projections/named-files.ts';
import { notices, type NoticeDocument } from './projections/notices.ts';
import { objections, type ObjectionDocument } from './projections/objections.ts';

export interface ReadModels {
  readonly bodies: CollectionReader<Body>;
  readonly actors: CollectionReader<Actor>;
  readonly coverage: CollectionReader<CoverageDocument>;
  readonly disclosures: CollectionReader<DisclosureDocument>;
  readonly versionContents: CollectionReader<ContentDocument>;
  readonly candidateContents: CollectionReader<ContentDocument>;
  readonly notices: CollectionReader<NoticeDocument>;
  readonly objections: CollectionReader<ObjectionDocument>;
  readonly namedFiles: CollectionReader<NamedFileDocument>;
  readonly erasedFiles: CollectionReader<ErasedFileDocument>;
  readonly rollUps: Readonly<Record<'coverage' | 'objections', CollectionReader<RollUp>>>;
}

export const readModelsOf = (reader: Pick<ReadModelReader, 'collection'>): ReadModels => ({
  bodies: reader.collection(collectionSpec(bodies)),
  actors: reader.collection(collectionSpec(actors)),
  coverage: reader.collection(collectionSpec(coverage)),
  disclosures: reader.collection(collectionSpec(disclosures)),
  versionContents: reader.collection(collectionSpec(versionContents)),
  candidateContents: reader.collection(collectionSpec(candidateContents)),
  notices: reader.collection(collectionSpec(notices)),
  objections: reader.collection(collectionSpec(objections)),
  namedFiles: reader.collection(collectionSpec(namedFiles)),
  erasedFiles: reader.collection(collectionSpec(erasedFiles)),
  rollUps: {
    coverage: reader.collection(rollUpSpec(coverage)),
    objections: reader.collection(rollUpSpec(objections)),
  },
});

/** What procedures and reactions of this service work with. */
export interface Publication {
  readonly runtime: ServiceRuntime;
  readonly models: ReadModels;
  readonly ruleBook: RuleBook;
}

export type Procedures = ReturnType<typeof createProcedures>;
