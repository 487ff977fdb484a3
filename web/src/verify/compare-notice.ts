import { compareAttachments, type ShownAttachment } from './compare-attachments.ts';
import { createComparison, fieldsOf, listOf, type Compare, type SayField } from './comparison.ts';

/** What the page shows of a notice's newest version; null where it was erased. */
export interface ShownNotice {
  readonly notice: string;
  readonly version: number;
  readonly title: string | null;
  readonly text: string | null;
  /** Why it corrects the one before. */
  readonly reason: string | null;
  readonly attachments: readonly ShownAttachment[];
}

/** Everything of it against the event `notice-published` or `notice-corrected`. */
export const compareNotice =
  ({ notice, version, title, text, reason, attachments }: ShownNotice, say?: SayField): Compare =>
  (event, values) => {
    const found = createComparison(values, say);
    const data = fieldsOf(event['data']);
    found.figures('', { notice, version }, data);
    found.text('', 'title', title, data['title']);
    found.text('', 'text', text, data['text']);
    found.text('', 'reason', reason, data['reason']);
    compareAttachments(found, attachments, listOf(data['attachments']));
    return found.result();
  };
