export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
/** What a query of a connection asks for, around the fields of its nodes. */
export const connection = (node: string): string =>
  `edges { cursor node { ${node} } } pageInfo { hasNextPage endCursor }`;

/** Where a list goes on; undefined at its end. */
export const nextOf = ({ pageInfo }: Pick<Connection<unknown>, 'pageInfo'> = ended): string | undefined =>
  pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
const ended = { pageInfo: { hasNextPage: false, endCursor: null } };
