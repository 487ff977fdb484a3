import { RequestFailed } from '../../api/answer.ts';
import { actingOffice, language } from '../../preferences.ts';

export interface Uploaded {
  readonly sha256: string;
  readonly bytes: number;
}

/** As `upload`, telling how much has left: fetch can't. `onProgress`: 0 to 1. Throws `RequestFailed` only. */
export const uploadWithProgress = (file: Blob, onProgress: (part: number) => void): Promise<Uploaded> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/upload');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept-language', language.value === 'en' ? 'en' : 'zh-CN');
    if (actingOffice.value !== undefined) request.setRequestHeader('cunjian-office', actingOffice.value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    const fail = (message: string) => reject(new RequestFailed('upload', message));
    request.onerror = () => fail('');
    request.onload = () => {
      const answer = answerOf(request.responseText);
      if (request.status >= 400 || answer.sha256 === undefined) return fail(answer.message ?? request.statusText);
      resolve({ sha256: answer.sha256, bytes: answer.bytes ?? file.size });
    };
    request.send(file);
  });

interface Answer {
  readonly sha256?: string;
  readonly bytes?: number;
  readonly message?: string;
}
/** A proxy in between may answer with a page of its own. */
const answerOf = (text: string): Answer => {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
};
