import type { Viewer } from '@cunjian/personal-data';

/** Whoever may read a thing reads its texts in full: they were screened before they were taken. */
export const viewerOn = (on: string): Viewer => ({ right: () => 'full', on });
