/** Gives the person a file. */
export const saveBlob = (fileName: string, blob: Blob): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Safari reads the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** A file that the page made. */
export const saveText = (fileName: string, mediaType: string, text: string): void =>
  saveBlob(fileName, new Blob([text], { type: `${mediaType};charset=utf-8` }));
