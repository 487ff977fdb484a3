import { actingOffice } from '../preferences.ts';
import { createFetchLog } from './fetch-from.ts';

/** This page's own server, with the rights of the office acted in. */
export const fetchOwnLog = createFetchLog('', () =>
  actingOffice.value === undefined ? {} : { 'cunjian-office': actingOffice.value },
);
