import { newCommandId } from '../api/graphql.ts';
import { today } from '../dates.ts';

/** Key of a major matter 专项, which tells it apart from others of a body; people see its title. */
export const newMatter = (): string => `matter-${today().replaceAll('-', '')}-${newCommandId().slice(0, 8)}`;
