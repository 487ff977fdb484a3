import { actingOffice } from '../preferences.ts';
import { saveBlob } from '../save-text.ts';
import { RequestFailed } from './answer.ts';

/** A file with the rights of the office acted in, which a plain link or picture can't say. */
export const fetchFile = async (url: string): Promise<Blob> => {
  const headers: HeadersInit = actingOffice.value === undefined ? {} : { 'cunjian-office': actingOffice.value };
  const response = await fetch(url, { headers });
  if (!response.ok) throw new RequestFailed('file', response.statusText || String(response.status));
  return response.blob();
};

export const downloadFile = async (url: string, name: string): Promise<void> => saveBlob(name, await fetchFile(url));
