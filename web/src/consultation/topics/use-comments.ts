import { usePagesOf, type Connection } from '../../use-pages.ts';
import { commentsQuery, type Comment } from './queries.ts';

interface Answer {
  readonly topic: { readonly comments: Connection<Comment> } | null;
}
/** Comments that are shown at once. */
const pageSize = 10;

/** As `usePages`, of a topic's comments: a connection that stands one step further in. */
export const useComments = (variables: () => object) =>
  usePagesOf<Comment, Answer>(({ topic }) => topic?.comments, commentsQuery, variables, pageSize);
