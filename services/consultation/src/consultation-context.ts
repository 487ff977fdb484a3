import { actors, bodies, offices, type AccessOffice, type Actor, type Body } from '@cunjian/access';
import { collectionSpec } from '@cunjian/processing';
import type { CollectionReader, ReadModelReader } from '@cunjian/read-model';
import type { createProcedures, ServiceRuntime } from '@cunjian/service-kit';
import { erasedFiles, type ErasedFileDocument } from '@cunjian/service-kit/acting';
import type { RuleBook } from '@cunjian/statutes';
import type { RegistryPort } from './registry-port.ts';

export interface ReadModels {
  readonly actors: CollectionReader<Actor>;
  readonly bodies: CollectionReader<Body>;
  readonly offices: CollectionReader<AccessOffice>;
  readonly erasedFiles: CollectionReader<ErasedFileDocument>;
}

export const readModelsOf = (reader: Pick<ReadModelReader, 'collection'>): ReadModels => ({
  actors: reader.collection(collectionSpec(actors)),
  bodies: reader.collection(collectionSpec(bodies)),
  offices: reader.collection(collectionSpec(offices)),
  erasedFiles: reader.collection(collectionSpec(erasedFiles)),
});

/** What procedures and reactions of this service work with. */
export interface Consultation {
  readonly runtime: ServiceRuntime;
  readonly models: ReadModels;
  readonly ruleBook: RuleBook;
  readonly registry: RegistryPort;
}

export type Procedures = ReturnType<typeof createProcedures>;
