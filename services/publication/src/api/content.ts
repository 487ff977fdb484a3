import { type OpenFile, resolveAttachments, screenInput } from '@cunjian/service-kit/acting';
import { isRefused, refuseAll, type Refused } from '@cunjian/kernel';
import { nameLines } from '../disclosure/name-lines.ts';
import type { ContentInput } from './inputs.ts';
import type { PlainContent } from '../plain-schemas.ts';

/** What a person entered, made complete: screened, lines named, attachments looked at. All findings at once. */
export const resolveContent = async (openFile: OpenFile, input: ContentInput): Promise<PlainContent | Refused> => {
  const { accounts, sections = [], attachments = [] } = input;
  const files = await resolveAttachments(openFile, attachments, 'content.attachments');
  const findings = [...screenInput(input, 'content'), ...(isRefused(files) ? files.refused : [])];
  if (isRefused(files)) return files.refused.length === findings.length ? files : (refuseAll(findings) ?? files);
  return refuseAll(findings) ?? { accounts: nameLines(accounts), sections, attachments: files };
};
