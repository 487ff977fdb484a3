import { actors, bodies, offices, type AccessOffice, type Actor, type Body } from '@cunjian/access';
import { collectionSpec } from '@cunjian/processing';
import type { CollectionReader, ReadModelReader } from '@cunjian/read-model';
import type { createProcedures, ServiceRuntime } from '@cunjian/service-kit';
import { erasedFiles, type ErasedFileDocument } from '@cunjian/service-kit/acting';
import type { RuleBook } from '@cunjian/statutes';
import { comments, type CommentDocument } from './projections/comments.ts';
import { supports, type SupportDocument } from './projections/supports.ts';
import { topics, type TopicDocument } from './projections/topics.ts';
import { tokens, type TokenDocument } from './projections/tokens.ts';
import type { RegistryPort } from './registry-port.ts';
import type { SecretRooms } from './secret/secret-rooms.ts';

export interface ReadModels {
  readonly actors: CollectionReader<Actor>;
  readonly bodies: CollectionReader<Body>;
  readonly offices: CollectionReader<AccessOffice>;
  readonly erasedFiles: CollectionReader<ErasedFileDocument>;
  readonly topics: CollectionReader<TopicDocument>;
  readonly supports: CollectionReader<SupportDocument>;
  readonly comments: CollectionReader<CommentDocument>;
  readonly tokens: CollectionReader<TokenDocument>;
}

export const readModelsOf = (reader: Pick<ReadModelReader, 'collection'>): ReadModels => ({
  actors: reader.collection(collectionSpec(actors)),
  bodies: reader.collection(collectionSpec(bodies)),
  offices: reader.collection(collectionSpec(offices)),
  erasedFiles: reader.collection(collectionSpec(erasedFiles)),
  topics: reader.collection(collectionSpec(topics)),
  supports: reader.collection(collectionSpec(supports)),
  comments: reader.collection(collectionSpec(comments)),
  tokens: reader.collection(collectionSpec(tokens)),
});

/** What procedures and reactions of this service work with. */
export interface Consultation {
  readonly runtime: ServiceRuntime;
  readonly models: ReadModels;
  readonly ruleBook: RuleBook;
  readonly registry: RegistryPort;
  /** Absent where this process holds no secret ballots. */
  readonly secret?: SecretRooms | undefined;
}

export type Procedures = ReturnType<typeof createProcedures>;
