import type { Resolvers } from './graphql/schema.ts';
import { baseResolvers } from './resolvers/base.ts';
import { bodyResolvers } from './resolvers/bodies.ts';
import { divisionResolvers } from './resolvers/divisions.ts';
import { viewerResolvers } from './resolvers/viewer.ts';

/** A file per part of the schema; a type's fields stand in one of them. */
export const resolvers: readonly Resolvers[] = [baseResolvers, divisionResolvers, bodyResolvers, viewerResolvers];
